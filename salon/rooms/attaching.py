"""How files that were kept come to a message, and what happens to them there. Each step is part of its transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from members.models import Person
from salon.models import Attachment, Message, RoomEvent
from salon.rooms import keeping, numbering


class FilesGone(Exception):
    """A file that was to be posted waits no longer: it was removed, or a day has passed."""


@dataclass
class Attached:
    """What a form brings beside its text.

    `names` of files that wait, in order; `marks` by which the same post is known when it comes again: the name of a
    file that was uploaded before, the digest of one that came with the form. `files` are those to be shown in the form
    if it has to be shown again, `fresh` of them came with it, `troubles` are sentences about those that were not taken.
    """

    names: Sequence[UUID] = ()
    marks: Sequence[str] = ()
    alts: Mapping[UUID, str] = field(default_factory=dict)
    files: Sequence[Attachment] = ()
    fresh: Sequence[Attachment] = ()
    troubles: Sequence[str] = ()
    # What a form says about files
    most = keeping.MOST

    @property
    def largest(self) -> int:
        return keeping.largest()

    @property
    def megabytes(self) -> int:
        return keeping.largest() // 1024**2


def hang(person: Person, message: Message, attached: Attached) -> None:
    """Give a message that is being posted its files. Raises FilesGone."""
    for place, name in enumerate(attached.names):
        mine = Attachment.objects.waiting_of(person).filter(public_id=name)
        if not mine.update(message=message, place=place, alt=attached.alts.get(name, "")):
            raise FilesGone


def change(person: Person, message: Message, alts: Mapping[UUID, str], removed: Sequence[UUID]) -> None:
    """Other words about the pictures of a message that stands, and without some of its files. Raises NotInRoom."""
    with transaction.atomic():
        numbering.hold(person, message.room_id)
        files = Attachment.objects.filter(message=message)
        gone = files.filter(public_id__in=removed)
        said = [files.filter(public_id=name).exclude(alt=alt).update(alt=alt) for name, alt in alts.items()]
        if not gone.exists() and not any(said):
            return
        keeping.drop(gone)
        numbering.record(RoomEvent.Kind.CHANGE, message.topic, message)
