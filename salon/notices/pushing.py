"""Told on the phone: a notice goes to the browsers of its person, with no word of what was written.

Everything is asked again at the moment of sending: whether it still waits, may be read and is wanted, and whether the
hours are quiet. Then it waits for their end.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models.pauses import people_paused_on
from salon.models import Notice, PushSubscription, Seat
from salon.notices import quiet, tasks
from salon.push import sending
from salon.rooms import hearing

# Seconds until it is tried again, each four times as long as the last: about three hours altogether
FIRST_PAUSE = 30
TRIES = 6


def promise(notices: Iterable[Notice]) -> None:
    """A task for each notice and browser."""
    notices = list(notices)
    alive = PushSubscription.objects.alive().filter(person__in={notice.person_id for notice in notices})
    for pk, person in alive.values_list("pk", "person"):
        for notice in notices:
            if notice.person_id == person:
                tasks.push.enqueue(notice.pk, pk, 0)


def push(notice_pk: int, subscription_pk: int, tries: int) -> None:
    """Send it now, later, or not at all."""
    browser = PushSubscription.objects.alive().select_related("person").filter(pk=subscription_pk).first()
    if browser is None:
        return
    person = browser.person
    found = Notice.objects.visible_to(person).waiting().select_related("message__room", "message__topic")
    notice = found.filter(pk=notice_pk).first()
    if notice is None or hearing.level(person, notice.message.room) == Seat.Level.NOTHING:
        return
    if not notice.is_personal and hearing.follows(person, notice.message.topic) is False:
        return
    if people_paused_on(timezone.localdate()).filter(pk=person.pk).exists():
        return
    if until := quiet.until(quiet.wishes_of(person)):
        _later(until, notice_pk, subscription_pk, tries)
    elif sending.send(browser, message_of(notice)) == sending.Outcome.AGAIN and tries + 1 < TRIES:
        _later(timezone.now() + timedelta(seconds=FIRST_PAUSE * 4**tries), notice_pk, subscription_pk, tries + 1)


def message_of(notice: Notice) -> dict[str, str]:
    """What the worker shows: the room and what it is about. Several of one room take one another's place."""
    room = notice.message.room
    words = {
        Notice.Kind.MENTION: _("あなたあての書きこみがあります。"),
        Notice.Kind.REPLY: _("あなたへの返信があります。"),
        Notice.Kind.FOLLOWED: _("追っている話題に、新しい書きこみがあります。"),
    }
    return {
        "title": room.name,
        "body": words[Notice.Kind(notice.kind)],
        "url": reverse("notices:go", args=[notice.pk]),
        "tag": f"room-{room.pk}",
    }


def _later(at: datetime, notice_pk: int, subscription_pk: int, tries: int) -> None:
    tasks.push.using(run_after=at).enqueue(notice_pk, subscription_pk, tries)
