"""呼びかけ: `@` and the name of somebody who is in the room, found when a message is posted or edited.

Names hold spaces, and in Japanese nothing stands between a name and what follows it. So the longest name that fits is
meant, and one that goes on in the same script is another name. What fits nobody, or two people, stays plain text.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from members.models import Affiliation, Person
from members.text import fold
from salon.models import Mention, Message, Room
from salon.rooms import speaking
from salon.rooms.text import text_html

# Not in a mail address; 「@500円」 is a price
AT = re.compile(r"(?<![A-Za-z0-9._%+@＠-])[@＠](?=[^\s\d@＠])")
MOST = 30  # in one message; who calls more people means the room
LONGEST = 160
# What follows a name in kanji without being part of it
TITLES = "様氏殿御先宛方各皆"
SECRETARIAT = "事務局"
T = TypeVar("T")


@dataclass(frozen=True)
class Name:
    """Somebody who can be called; neither person nor organisation: the secretariat. `note` tells namesakes apart."""

    words: str
    note: str = ""
    reading: str = ""
    person: int | None = None
    organisation: int | None = None


class Names(Generic[T]):
    """Values by name, found at the beginning of a text however it is spaced and in whatever width."""

    def __init__(self, values: Iterable[tuple[str, T]]) -> None:
        self.values = {fold(name): value for name, value in values}
        self.sorted = sorted(self.values)

    def find(self, text: str) -> list[tuple[int, int, T]]:
        """(start of the @, end of the name, value) of each call, in order."""
        found, end = [], 0
        for at in list(AT.finditer(text))[:MOST]:
            match = self._longest(text, at.end()) if at.start() >= end else None
            if match:
                end = match[0]
                found.append((at.start(), *match))
        return found

    def _longest(self, text: str, start: int) -> tuple[int, T] | None:
        best, before = None, ""
        for end in range(start + 1, min(len(text), start + LONGEST) + 1):
            folded = fold(text[start:end])
            if folded != before and folded in self.values and not _goes_on(text, end):
                best = (end, self.values[folded])
            before = folded
            if not self._begins(folded):
                break
        return best

    def _begins(self, folded: str) -> bool:
        place = bisect_left(self.sorted, folded)
        return place < len(self.sorted) and self.sorted[place].startswith(folded)


def names(room: Room) -> list[Name]:
    """Everybody who can be called in this room, as its list of people shows them. Three queries."""
    organisations = list(room.organisations().filter(is_secretariat=False).order_by("name"))
    people = list(room.people().order_by("reading", "name", "pk"))
    here = {one.pk: one.name for one in organisations}
    of: dict[int, str] = {}
    for person, organisation in (
        Affiliation.objects.current()
        .filter(person__in=people, organisation__in=here)
        .values_list("person", "organisation")
    ):
        of.setdefault(person, here[organisation])
    taken = Counter(fold(one.name) for one in people)
    taken.update([fold(SECRETARIAT), *(fold(name) for name in here.values())])
    found = [Name(SECRETARIAT, _("ファシリテーターの全員"))]
    found += [Name(one.name, _("この団体の全員"), organisation=one.pk) for one in organisations]
    for person in people:
        note = of.get(person.pk) or (_("事務局") if person.is_facilitator else "")
        words = f"{person.name}（{note}）" if taken[fold(person.name)] > 1 else person.name
        found.append(Name(words, note, person.reading, person=person.pk))
    return found


def in_text(room: Room, text: str) -> dict[str, Name]:
    """Who is called in a text, by the name as it was typed."""
    if not AT.search(text):
        return {}
    # Namesakes in the same organisation cannot be told apart: the first entry must not stand for both
    everybody = names(room)
    times = Counter(fold(one.words) for one in everybody)
    index = Names((one.words, one) for one in everybody if times[fold(one.words)] == 1)
    return {text[start + 1 : end]: name for start, end, name in index.find(text)}


def store(message: Message, called: dict[str, Name]) -> None:
    """Keep who is called now. Those who were called before stay as they are, so that nobody is told twice."""
    message.mentions.exclude(name__in=called).delete()
    known = set(message.mentions.values_list("name", flat=True))
    Mention.objects.bulk_create(
        Mention(message=message, person_id=one.person, organisation_id=one.organisation, name=typed)
        for typed, one in called.items()
        if typed not in known
    )


def unknown(message: Message) -> list[str]:
    """What looks like a call in a message and reaches nobody, as it was typed, at most some characters of each."""
    if not AT.search(message.text):
        return []
    found = {start for start, _end, _value in _stored(message).find(message.text)}
    missed = [at for at in list(AT.finditer(message.text))[:MOST] if at.start() not in found]
    words = (re.split(r"[\s、。，．,.!?！？「」（）()]", message.text[at.end() : at.end() + 20])[0] for at in missed)
    return list(dict.fromkeys(word for word in words if word))


def unknown_words(message: Message) -> str:
    """What the author of a message is told about calls that reach nobody; empty when there are none."""
    missed = unknown(message)
    if not missed:
        return ""
    return _("%(names)sは、このルームのどなたのことか分からなかったので、呼びかけになりませんでした。") % {
        "names": "".join(f"「@{name}」" for name in missed)
    }


def marked(message: Message) -> SafeString:
    """The text of a message as HTML, those who are called marked in it. From `with_all`."""
    spans = _stored(message).find(message.text) if message.mentions.all() else []
    if not spans:
        return text_html(message.text)
    # A character that nobody types stands for each of them while the text becomes HTML
    text, end = "", 0
    shown: list[SafeString] = []
    for start, stop, _mention in spans:
        text += _plain(message.text[end:start]) + f"\ue000{chr(0xE100 + len(shown))}"
        shown.append(format_html('<span class="mention">{}</span>', message.text[start:stop]))
        end = stop
    html = text_html(text + _plain(message.text[end:]))
    return mark_safe(re.sub("\ue000(.)", lambda match: shown[ord(match[1]) - 0xE100], html))


def keys(message: Message) -> str:
    """For the browser: whom the message calls."""
    return "".join(f" {key}" for key in sorted({mention.key for mention in message.mentions.all()})) + " "


def keys_of(person: Person) -> str:
    """For the browser: as what this person is called."""
    own = [f"p{person.pk}", *(f"o{organisation.pk}" for organisation in speaking.organisations(person))]
    return " ".join([*own, "s"] if person.is_facilitator else own)


def _stored(message: Message) -> "Names[Mention]":
    return Names((mention.name, mention) for mention in message.mentions.all())


def _plain(text: str) -> str:
    return text.replace("\ue000", "")


def _script(char: str) -> str:
    if char.isascii():
        return "ascii" if char.isalnum() else ""
    name = unicodedata.name(char, "")
    if name.startswith("KATAKANA") or char == "ー":
        return "katakana"
    return "kanji" if name.startswith("CJK UNIFIED") or char == "々" else ""


def _goes_on(text: str, end: int) -> bool:
    """The character after a name belongs to it as far as one can see."""
    if end >= len(text) or text[end] in TITLES:
        return False
    return _script(text[end]) != "" and _script(text[end]) == _script(text[end - 1])
