"""A reader tells the secretariat of a message; the secretariat looks, and the reader hears what came of it."""

from django.db import transaction
from django.utils import timezone

from members.models import Person
from salon.models import Deed, Message, Report
from salon.rooms import logbook
from salon.rooms.changing import NotYours
from salon.rooms.numbering import must_read


def report(person: Person, message: Message, reason: str, words: str) -> Report:
    """The same person twice stays one: what was said last counts, and the secretariat looks again. Raises NotInRoom."""
    with transaction.atomic():
        must_read(person, message.room_id)
        said = {"reason": reason, "words": words}
        again = {**said, "at": timezone.now(), "outcome": "", "answer": "", "looked_at": None, "looked_by": None}
        found, new = Report.objects.get_or_create(message=message, reporter=person, defaults=said)
        if not new and (found.reason, found.words) != (reason, words):
            Report.objects.filter(pk=found.pk).update(**again)
            found.refresh_from_db()
        return found


def close(by: Person, message: Message, outcome: str, answer: str) -> int:
    """All that waits about this message was looked at. Returns how many that were. Raises NotYours."""
    with transaction.atomic():
        if not by.is_facilitator:
            raise NotYours
        closed = (
            Report.objects.filter(message=message)
            .waiting()
            .update(outcome=outcome, answer=answer, looked_at=timezone.now(), looked_by=by)
        )
        if closed:
            logbook.write(by, Deed.Kind.REPORT, message=message, reason=str(Report.Outcome(outcome).label))
        return closed


def waiting() -> list[tuple[Message, list[Report]]]:
    """Messages of which somebody told, the longest wait first, with who told what. Facilitators only."""
    found: dict[int, tuple[Message, list[Report]]] = {}
    reports = Report.objects.waiting().select_related("reporter", "message__room", "message__topic", "message__author")
    for one in reports:
        found.setdefault(one.message_id, (one.message, []))[1].append(one)
    return list(found.values())
