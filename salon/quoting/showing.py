"""What a page of the site shows of a room: words whose author said yes, without what they quote of others."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from members import personal
from salon import marks
from salon.models import Quote


@dataclass(frozen=True)
class Voice:
    text: str
    who: str


def on_page(reader: Any, page: Any) -> list[Voice]:
    """Asked by `cms.registry` each time the page is drawn: no page holds the words. The same for every reader."""
    standing = Quote.objects.standing().filter(page=page.pk).select_related("message__organisation")
    voices = (Voice(own_words(quote.message.text), quote.who) for quote in standing)
    return [voice for voice in voices if voice.text and not personal.find(voice.text)]


def has_words() -> Exists:
    """Of a page in a query, whether it shows any."""
    return Exists(Quote.objects.standing().filter(page=OuterRef("pk")))


def own_words(text: str) -> str:
    """Without the lines that quote somebody else, who was not asked."""
    lines = (line for line in marks.lines(text) if not line.lstrip(" \u3000").startswith((">", "＞")))
    return "\n".join(lines).strip()
