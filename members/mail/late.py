"""Mails whose words are written at the moment they leave: what they tell may be gone by then, or not for this reader.

Who makes such mails registers a writer for its kind. Until then a letter holds nothing but whom it is for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from members.language import in_japanese
from members.mail import batches, sheet, stopping
from members.mail.sheet import Part
from members.models import Batch, Letter, Person
from members.models.letters import Kind


@dataclass(frozen=True)
class Written:
    """`reply_to`: where an answer goes; empty: to the secretariat."""

    subject: str
    parts: Sequence[Part]
    reply_to: str = ""


@dataclass(frozen=True)
class Ready:
    """As it leaves."""

    subject: str
    text: str
    html: str
    reply_to: str = ""


class Skip(Exception):
    """There is nothing to send any more. Says why."""


class Later(Exception):
    """Not now."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


Writer = Callable[[Letter], Written]
_writers: dict[str, Writer] = {}


def register(kind: str, writer: Writer) -> None:
    """`writer` is given a letter (with person and batch) and raises Skip or Later."""
    _writers[kind] = writer


def is_late(kind: str) -> bool:
    return kind in _writers


@in_japanese
def write(letter: Letter) -> Ready:
    """Raises Skip, Later."""
    written = _writers[letter.batch.kind](letter)
    stop, foot = _stop(letter)
    parts = [*written.parts, *([] if written.reply_to else [sheet.answered_by_us()])]
    text = f"{sheet.text_of(parts)}\n\n{foot}"
    return Ready(written.subject, text, sheet.html_of(written.subject, parts, stop), written.reply_to)


def _stop(letter: Letter) -> tuple[str, str]:
    """Address and foot. A guest stops it where it was asked for: the writer says how."""
    if letter.batch.kind == Kind.GUEST:
        return "", _("――\nつながり事務局\n")
    stop = stopping.address(letter.stop_key)
    return stop, _("――\nつながり事務局\nこの種類のメールを止めるには：%(stop)s\n") % {"stop": stop}


@in_japanese
def promise(key: str, kind: str, person: Person) -> None:
    """One mail of this kind to one person, once for each key; in the transaction that gives cause for it."""
    frozen = {"kind": Kind(kind).value, "subject": str(Kind(kind).label), "text": ""}
    batch, is_new = Batch.objects.get_or_create(key=key, defaults=frozen)
    if is_new:
        batches.address_to(batch, [person])


@in_japanese
def promise_guest(key: str, address: str) -> None:
    """As `promise`, to an address that belongs to no person of ours."""
    frozen = {"kind": Kind.GUEST.value, "subject": str(Kind.GUEST.label), "text": ""}
    batch, is_new = Batch.objects.get_or_create(key=key, defaults=frozen)
    if is_new:
        Letter.objects.create(batch=batch, address=address)
