"""Mails are found to be true when they leave: what changed meanwhile is told as it is then, or not at all."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from members.mail import schedule
from members.models import Letter
from salon.gatherings import attending, opening, telling
from salon.models import Attendance, Guest
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import gathering_facts, gathering_in, kinki

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    desk = FacilitatorFactory()
    gathering = gathering_in(here, desk, seats=1)
    attending.join(one, gathering)
    return gathering, one, two, desk


def moved(gathering, desk, days):
    facts = {name: getattr(gathering, name) for name in gathering_facts()}
    later = {name: facts[name] + timedelta(days=days) for name in ("starts", "ends")}
    return opening.change(desk, gathering, facts | later)


def sent():
    schedule.tick()
    return [message.subject.removeprefix("【つながり】") for message in mail.outbox]


def test_who_stepped_back_meanwhile_hears_of_no_change(place):
    gathering, one, _two, desk = place
    moved(gathering, desk, 1)
    attending.step_back(one, gathering)
    assert sent() == []
    assert Letter.objects.get().state == Letter.State.SKIPPED


def test_of_two_changes_one_mail_tells_what_holds(place):
    gathering, _one, _two, desk = place
    gathering = moved(moved(gathering, desk, 1), desk, 1)
    assert sent() == ["集い「お茶の集い」の日時や場所が変わりました"]
    assert gathering.when in mail.outbox[0].body


def test_another_title_after_another_day_silences_no_mail_about_the_day(place):
    """At night, while the mail waits: what is told is the change of the day, and the new title tells nobody."""
    gathering, one, _two, desk = place
    gathering = moved(gathering, desk, 1)
    facts = {name: getattr(gathering, name) for name in gathering_facts()}
    guest = Guest.objects.create(
        gathering=gathering, name="客", address="guest@example.org", confirmed_at=timezone.now()
    )
    Attendance.objects.create(gathering=gathering, guest=guest, state=Attendance.State.WAITING)
    telling.changed(gathering)
    opening.change(desk, gathering, facts | {"title": "夜のお茶の集い"})
    assert sent() == ["集い「夜のお茶の集い」の日時や場所が変わりました"] * 2
    assert sorted(message.to[0] for message in mail.outbox) == sorted([one.email, guest.address])
    assert all(gathering.when in message.body for message in mail.outbox)


def test_what_is_cancelled_meanwhile_has_neither_another_day_nor_a_seat(place):
    gathering, one, two, desk = place
    attending.join(two, gathering)
    moved(gathering, desk, 1)
    attending.step_back(one, gathering)
    opening.cancel(desk, gathering, "雨")
    assert sent() == ["集い「お茶の集い」は中止になりました"]
    assert mail.outbox[0].to == [two.email]


def test_who_gave_the_seat_back_meanwhile_is_not_told_of_it(place):
    gathering, one, two, _desk = place
    attending.join(two, gathering)
    attending.step_back(one, gathering)
    attending.step_back(two, gathering)
    assert sent() == []


def test_what_waits_in_the_list_of_letters_names_no_gathering(place):
    gathering, _one, _two, desk = place
    moved(gathering, desk, 1)
    batch = Letter.objects.get().batch
    assert (batch.subject, batch.text, batch.html) == ("参加する集い", "", "")
