"""配信停止: each letter carries a key of its own, with which its reader stops that kind of mail without signing in.

Mail programs post to the same address (RFC 8058). Gmail and others honour the headers only where the mail's
DKIM signature covers List-Unsubscribe and List-Unsubscribe-Post: that is the mail server's part.
"""

import uuid

from django.conf import settings
from django.urls import reverse

from members.mail.consent import decide, wants
from members.models import Letter

# Stands in the frozen text of a batch where each letter gets its own address
PLACEHOLDER = uuid.UUID(int=0)


def address(key: uuid.UUID) -> str:
    """The whole address that stops; with `PLACEHOLDER` what a batch's text must contain."""
    return settings.SITE_URL + reverse("mail:stop", args=[key])


def personal(text: str, letter: Letter) -> str:
    """The frozen text of a batch as this letter carries it."""
    return text.replace(str(PLACEHOLDER), str(letter.stop_key))


def is_stopped(letter: Letter) -> bool:
    return letter.person is not None and not wants(letter.person, letter.batch.kind)


def stop(letter: Letter) -> None:
    """Pressing twice changes nothing; who has left the network gets nothing any more anyway."""
    if letter.person is not None and not is_stopped(letter):
        decide(letter.person, letter.batch.kind, False, "mail")


def resume(letter: Letter) -> None:
    if letter.person is not None and is_stopped(letter):
        decide(letter.person, letter.batch.kind, True, "mail")
