"""Who comes is reminded the day before, once; not who stepped back, rests, stopped it, or may not see it any more."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client

from members.mail import schedule
from members.models import Pause
from salon.gatherings import attending, opening, reminding
from salon.models import Wishes
from tests.factories.members import FacilitatorFactory, member_of
from tests.factories.salon import excluded, gathering_facts, gathering_in, kinki

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
EVENING = NOON + timedelta(days=2, hours=7)  # on the 3rd, at 19


@pytest.fixture
def place(time_machine):
    time_machine.move_to(NOON, tick=False)
    here, one, two = kinki()
    desk = FacilitatorFactory()
    facts = {
        "starts": EVENING,
        "ends": EVENING + timedelta(hours=2),
        "form": "both",
        "online": "https://example.org/in",
    }
    gathering = gathering_in(here, desk, **facts)
    for person in (one, two):
        attending.join(person, gathering)
    return here, one, two, gathering


def reminded():
    reminding.hand_over()
    schedule.tick()
    found, mail.outbox = mail.outbox, []
    return {message.to[0]: message for message in found}


def the_day_before(time_machine, hour=9):
    time_machine.move_to(NOON + timedelta(days=1, hours=hour - 12), tick=False)


def test_it_comes_on_the_morning_before_once_with_all_one_needs(place, time_machine):
    _here, one, two, gathering = place
    assert reminded() == {}
    the_day_before(time_machine, hour=7)
    assert reminded() == {}
    the_day_before(time_machine)
    found = reminded()
    assert set(found) == {one.email, two.email}
    message = found[one.email]
    assert "7月3日（金）" in message.subject
    for part in (gathering.when, "みなと会館", "https://example.org/in", gathering.get_absolute_url()):
        assert part in message.body
        assert part in message.alternatives[0].content
    assert reminded() == {}


def test_a_server_that_was_away_makes_up_for_it_until_it_begins(place, time_machine):
    time_machine.move_to(EVENING - timedelta(minutes=5), tick=False)
    assert len(reminded()) == 2
    the_day_before(time_machine)
    assert reminded() == {}


def test_who_asks_for_a_seat_later_than_that_is_told_all_at_once_and_no_more(place, time_machine):
    _here, one, two, gathering = place
    late, last = (member_of(one.organisations().get()) for _ in range(2))
    the_day_before(time_machine)
    assert set(reminded()) == {one.email, two.email}
    attending.join(late, gathering)
    found = reminded()
    assert set(found) == {late.email}
    for part in (gathering.when, "みなと会館", "https://example.org/in"):
        assert part in found[late.email].body
    time_machine.move_to(EVENING - timedelta(hours=1), tick=False)
    attending.join(last, gathering)
    attending.step_back(late, gathering)
    attending.join(late, gathering)
    assert set(reminded()) == {last.email}
    attending.join(member_of(one.organisations().get()), gathering)
    time_machine.move_to(EVENING + timedelta(minutes=1), tick=False)
    attending.join(member_of(one.organisations().get()), gathering)
    assert reminded() == {}


def test_of_what_is_opened_that_late_whoever_comes_is_told_once(place, time_machine):
    here, one, two, _gathering = place
    the_day_before(time_machine)
    reminded()
    soon = gathering_in(here, FacilitatorFactory(), starts=EVENING, ends=EVENING + timedelta(hours=1))
    attending.join(one, soon)
    assert set(reminded()) == {one.email}, "joined before the clock had looked"
    attending.join(two, soon)
    assert set(reminded()) == {two.email}
    assert reminded() == {}


def test_whose_turn_comes_that_late_has_it_all_in_the_mail_about_the_seat(place, time_machine):
    _here, one, two, gathering = place
    third = member_of(one.organisations().get())
    gathering.seats = 2
    gathering.save()
    attending.join(third, gathering)
    the_day_before(time_machine)
    reminded()
    attending.step_back(two, gathering)
    [message] = [one for _address, one in reminded().items()]
    assert message.to == [third.email]
    assert "空きが出ました" in message.subject
    assert "https://example.org/in" in message.body


def test_what_changes_nothing_for_those_who_come_takes_no_reminder_away(place, time_machine):
    _here, one, two, gathering = place
    the_day_before(time_machine)
    facts = {name: getattr(gathering, name) for name in gathering_facts()}
    opening.change(FacilitatorFactory(), gathering, facts | {"seats": 30})
    assert set(reminded()) == {one.email, two.email}


def test_nobody_is_reminded_of_what_has_begun(place, time_machine):
    time_machine.move_to(EVENING + timedelta(minutes=1), tick=False)
    assert reminded() == {}


def test_not_who_stepped_back_also_after_it_was_promised(place, time_machine):
    _here, one, two, gathering = place
    attending.step_back(one, gathering)
    the_day_before(time_machine)
    reminding.hand_over()
    attending.step_back(two, gathering)
    assert reminded() == {}


def test_not_who_waits(place, time_machine):
    _here, one, two, gathering = place
    third = member_of(one.organisations().get())
    gathering.seats = 2
    gathering.save()
    assert attending.join(third, gathering).is_waiting
    the_day_before(time_machine)
    assert set(reminded()) == {one.email, two.email}


def test_not_of_what_is_cancelled(place, time_machine):
    _here, _one, _two, gathering = place
    the_day_before(time_machine)
    reminding.hand_over()
    opening.cancel(FacilitatorFactory(), gathering, "雨")
    assert all("中止" in message.subject for message in reminded().values())


def test_a_new_day_is_reminded_of_anew_and_the_old_one_no_more(place, time_machine):
    _here, _one, _two, gathering = place
    the_day_before(time_machine)
    assert len(reminded()) == 2
    facts = {name: getattr(gathering, name) for name in gathering_facts()}
    later = {"starts": EVENING + timedelta(days=3), "ends": EVENING + timedelta(days=3, hours=1)}
    opening.change(FacilitatorFactory(), gathering, facts | later)
    assert all("変わりました" in message.subject for message in reminded().values())
    time_machine.move_to(EVENING + timedelta(days=2, hours=-10), tick=False)
    assert len(reminded()) == 2


def test_not_who_rests_or_may_not_see_it_any_more(place, time_machine):
    here, one, two, _gathering = place
    Pause.objects.create(person=one)
    excluded(two, here)
    the_day_before(time_machine)
    assert reminded() == {}


def test_one_press_stops_this_kind_and_no_other(place, time_machine):
    _here, one, two, _gathering = place
    the_day_before(time_machine)
    stop = reminded()[one.email].extra_headers["List-Unsubscribe"].strip("<>").partition("/mail/")[2]
    Client().post(f"/mail/{stop}")
    assert [(consent.kind, consent.wanted) for consent in one.consents.all()] == [("gathering", False)]
    again = {"starts": EVENING + timedelta(hours=1), "ends": EVENING + timedelta(hours=2), "title": "もう一つ"}
    another = gathering_in(place[0], FacilitatorFactory(), **again)
    for person in (one, two):
        attending.join(person, another)
    assert set(reminded()) == {two.email}


def test_it_waits_for_the_end_of_quiet_hours(place, time_machine):
    _here, one, two, _gathering = place
    Wishes.objects.create(person=one, quiet_from=20, quiet_until=11)
    the_day_before(time_machine)
    assert set(reminded()) == {two.email}
    the_day_before(time_machine, hour=12)
    assert set(reminded()) == {one.email}
