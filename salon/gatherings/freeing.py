"""Whoever may not come any more holds no seat: excluded, without membership, or gone altogether.

That happens through many doors, deletions and the calendar among them, and none of them knows of gatherings. So the
clock looks, every few seconds, and whoever waits longest has the seat a moment later.
"""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from members import access
from salon.gatherings import attending
from salon.models import Attendance, Gathering

State = Attendance.State


def who_may() -> tuple[int, date]:
    """What decides who may come. As long as it is the same, nobody has lost a seat, and nothing need be looked for."""
    return access.version(), timezone.localdate()


def hand_over() -> int:
    """Called by the clock, in any process. Answers in how many gatherings a seat changed hands or became free."""
    answered = Attendance.objects.filter(gathering=OuterRef("pk"), state__in=(State.COMING, State.WAITING))
    ahead = Gathering.objects.ahead().filter(Exists(answered), cancelled_at=None).select_related("room")
    return sum(_free(gathering.pk) for gathering in ahead if _is_something_to_do(gathering))


def _free(pk: int) -> bool:
    with transaction.atomic():
        gathering = Gathering.objects.select_for_update(of=("self",)).select_related("room").filter(pk=pk).first()
        if gathering is None or not gathering.takes_people or not _is_something_to_do(gathering):
            return False  # another process was here
        # Who comes back asks for a seat anew, and is the last of those who wait
        _lost(gathering).update(state=State.DECLINED, at=timezone.now())
        attending.fill(gathering)
        return True


def _is_something_to_do(gathering: Gathering) -> bool:
    if _lost(gathering).exists():
        return True
    could_come = gathering.attendances.waiting().filter(Q(person=None) | Q(person__in=gathering.people().values("pk")))
    return could_come.exists() and not attending.is_full(gathering)


def _lost(gathering: Gathering) -> QuerySet[Attendance]:
    """Members who come, and may not see it. Guests need no room."""
    members = gathering.attendances.of_members().filter(state=State.COMING)
    return members.exclude(person__in=gathering.people().values("pk"))
