"""Guests have their place in one line with members; nobody is signed up by somebody else; nothing of them stays."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.utils import timezone

from members.mail import schedule
from members.models import Batch, Letter, Suppression
from salon.gatherings import attending, freeing, guests, opening, reminding
from salon.models import Attendance, Gathering, Guest
from tests.at_once import at_once
from tests.factories.members import FacilitatorFactory, member_of
from tests.factories.salon import gathering_facts, gathering_in, kinki

pytestmark = pytest.mark.django_db
ENTRANCE = "https://example.org/enter-here"


@pytest.fixture
def place():
    here, one, two = kinki()
    desk = FacilitatorFactory()
    return gathering_in(here, desk, is_public=True, seats=1, form="both", online=ENTRANCE), one, two, desk


def asked(gathering, number=1):
    guests.ask(gathering, f"客{number}", f"guest{number}@example.net")
    return Guest.objects.get(gathering=gathering, address=f"guest{number}@example.net")


def confirmed(gathering, number=1):
    guest = asked(gathering, number)
    guests.confirm(guest.key)
    return guest


def line(gathering):
    rows = gathering.attendances.exclude(state="declined").order_by("at").select_related("person", "guest")
    return [(one.person or one.guest).name + ("" if one.is_coming else "…") for one in rows]


def sent():
    """Subjects with their recipients, of what left just now."""
    mail.outbox.clear()
    schedule.tick()
    return [(message.to[0], message.subject.removeprefix("【つながり】")) for message in mail.outbox]


class TestAsking:
    def test_takes_no_seat_and_sends_one_mail_in_which_nothing_typed_stands(self, place):
        gathering, *_ = place
        guests.ask(gathering, "安い薬 http://spam.example", "guest1@example.net")
        assert line(gathering) == []
        assert sent() == [("guest1@example.net", "集い「お茶の集い」のお申し込みの確認")]
        [message] = mail.outbox
        html = message.alternatives[0][0]
        for text in (message.body, html):
            assert "spam.example" not in text
            assert ENTRANCE not in text
            assert Guest.objects.get().get_absolute_url() in text
        assert "List-Unsubscribe" not in message.extra_headers
        assert re.search(r"2日たつと", message.body)
        assert sent() == []

    def test_again_and_again_sends_few_mails(self, place, time_machine):
        gathering, *_ = place
        now = timezone.now()
        time_machine.move_to(now)
        for _ in range(3):
            asked(gathering)
        assert len(sent()) == 1
        for minutes in range(11, 100, 11):
            time_machine.move_to(now + timedelta(minutes=minutes))
            asked(gathering)
        assert len(sent()) == guests.MOST_ASKED - 1
        assert Guest.objects.count() == 1

    def test_who_is_in_already_reads_so_and_nobody_takes_the_name_away(self, place, time_machine):
        gathering, *_ = place
        guest = confirmed(gathering)
        sent()
        time_machine.move_to(timezone.now() + timedelta(minutes=11))
        guests.ask(gathering, "ほかの名前", guest.address)
        assert sent() == [(guest.address, "集い「お茶の集い」のお申し込み")]
        assert Guest.objects.get().name == "客1"

    def test_an_address_that_takes_no_mail_gets_none(self, place):
        gathering, *_ = place
        Suppression.objects.create(address="guest1@example.net", reason="戻ってきました")
        asked(gathering)
        assert sent() == []

    def test_only_for_what_is_open_to_guests_and_goes_on(self, place):
        gathering, _one, _two, desk = place
        closed = gathering_in(gathering.room, desk)
        with pytest.raises(Gathering.DoesNotExist):
            guests.ask(closed, "客", "guest@example.net")
        opening.cancel(desk, gathering, "雨")
        with pytest.raises(attending.Over):
            guests.ask(gathering, "客", "guest@example.net")
        assert not Guest.objects.exists()


class TestTheLine:
    def test_is_one_for_members_and_guests(self, place):
        gathering, one, two, _desk = place
        attending.join(one, gathering)
        guest = confirmed(gathering)
        attending.join(two, gathering)
        assert line(gathering) == [one.name, "客1…", two.name + "…"]
        sent()
        attending.step_back(one, gathering)
        assert line(gathering) == [two.name + "…", "客1"]
        assert sent() == [(guest.address, "集い「お茶の集い」に空きが出ました")]
        assert ENTRANCE in mail.outbox[0].body
        guests.leave(guest.key)
        assert line(gathering) == [two.name]
        assert sent() == [(two.email, "集い「お茶の集い」に空きが出ました")]

    def test_confirming_twice_is_confirming_once(self, place):
        gathering, *_ = place
        guest = asked(gathering)
        assert guests.confirm(guest.key) == guests.confirm(guest.key)
        assert Attendance.objects.count() == 1

    def test_who_may_come_without_a_room_keeps_the_seat(self, place):
        gathering, *_ = place
        confirmed(gathering)
        confirmed(gathering, 2)
        assert freeing.hand_over() == 0
        assert line(gathering) == ["客1", "客2…"]

    def test_once_closed_to_guests_nobody_new_comes_and_who_was_in_stays(self, place):
        gathering, _one, _two, desk = place
        late, first = asked(gathering, 2), confirmed(gathering)
        opening.change(desk, gathering, gathering_facts() | {"is_public": False, "seats": 1})
        with pytest.raises(Guest.DoesNotExist):
            guests.confirm(late.key)
        assert line(gathering) == ["客1"]
        assert (guests.behind(late.key), guests.behind(first.key)) == (None, first)
        assert {address for address, _subject in sent()} == {first.address}

    def test_nobody_comes_to_what_is_over(self, place):
        gathering, _one, _two, desk = place
        guest = asked(gathering)
        opening.cancel(desk, gathering, "雨")
        with pytest.raises(attending.Over):
            guests.confirm(guest.key)
        guests.leave(guest.key)
        assert not Guest.objects.exists()


class TestMails:
    def test_tell_of_the_day_before_a_change_and_the_end_once_each(self, place):
        gathering, _one, _two, desk = place
        guest = confirmed(gathering)
        sent()
        facts = {name: getattr(gathering, name) for name in gathering_facts()}
        gathering = opening.change(desk, gathering, facts | {"place": "ほかの会館"})
        assert sent() == [(guest.address, "集い「お茶の集い」の日時や場所が変わりました")]
        assert "ほかの会館" in mail.outbox[0].body
        reminding.hand_over(gathering.starts - timedelta(hours=3))
        reminding.hand_over(gathering.starts - timedelta(hours=3))
        [(to, _subject)] = sent()
        assert to == guest.address
        assert ENTRANCE in mail.outbox[0].body
        assert guest.get_absolute_url() in mail.outbox[0].body
        opening.cancel(desk, gathering, "台風")
        assert sent() == [(guest.address, "集い「お茶の集い」は中止になりました")]
        assert ENTRANCE not in mail.outbox[0].body

    def test_who_confirms_late_gets_the_way_there_at_once(self, place):
        gathering, _one, _two, desk = place
        soon = timezone.now() + timedelta(hours=2)
        near = gathering_in(
            gathering.room,
            desk,
            is_public=True,
            form="online",
            online=ENTRANCE,
            starts=soon,
            ends=soon + timedelta(hours=1),
        )
        guest = asked(near)
        sent()
        guests.confirm(guest.key)
        assert [to for to, _subject in sent()] == [guest.address]
        assert ENTRANCE in mail.outbox[0].body

    def test_nothing_goes_to_who_never_confirmed(self, place):
        gathering, _one, _two, desk = place
        asked(gathering)
        sent()
        opening.cancel(desk, gathering, "雨")
        assert sent() == []


class TestErasing:
    def test_who_leaves_leaves_nothing_not_even_on_a_letter_that_waits(self, place):
        gathering, *_ = place
        guest = confirmed(gathering)
        other = confirmed(gathering, 2)
        guests.leave(guest.key)
        assert sent() == [
            (other.address, "集い「お茶の集い」のお申し込み"),
            (other.address, "集い「お茶の集い」に空きが出ました"),
        ]
        assert not Letter.objects.filter(address=guest.address).exists()
        assert Batch.objects.filter(kind="guest").count() == 2
        assert [one.name for one in Guest.objects.all()] == ["客2"]

    def test_what_nobody_confirmed_goes_after_two_days_and_all_a_month_after_the_end(self, place):
        gathering, *_ = place
        guest, _never = confirmed(gathering), asked(gathering, 2)
        now = timezone.now()
        assert guests.erase_due(now + guests.UNCONFIRMED - timedelta(minutes=1)) == 0
        assert guests.erase_due(now + guests.UNCONFIRMED + timedelta(minutes=1)) == 1
        kept = gathering.ends + timedelta(days=guests.KEPT_DAYS)
        assert guests.erase_due(kept - timedelta(minutes=1)) == 0
        assert Guest.objects.get() == guest
        assert guests.erase_due(kept) == 1
        assert not Guest.objects.exists()
        assert not Attendance.objects.exists()
        assert not Letter.objects.filter(address__contains="example.net").exists()


def test_names_are_shown_to_those_who_organise_it(place):
    gathering, one, _two, desk = place
    guest = confirmed(gathering)
    asked(gathering, 2)
    assert list(guests.shown_to(desk, gathering)) == [guest]
    assert not guests.shown_to(one, gathering).exists()


@pytest.mark.django_db(transaction=True)
def test_of_members_and_guests_at_the_same_moment_as_many_come_as_there_are_seats():
    here, one, _two = kinki()
    people = [member_of(one.organisations().get()) for _ in range(3)]
    gathering = gathering_in(here, FacilitatorFactory(), is_public=True, seats=2)
    keys = [asked(gathering, number).key for number in range(3)]
    at_once(
        *(partial(attending.join, person, gathering) for person in people),
        *(partial(guests.confirm, key) for key in keys),
        partial(guests.confirm, keys[0]),
    )
    assert gathering.attendances.coming().count() == 2
    assert gathering.attendances.waiting().count() == 4
    gone = list(gathering.attendances.coming().select_related("person", "guest"))
    at_once(*(partial(_go, one, gathering) for one in gone))
    assert gathering.attendances.coming().count() == 2
    assert gathering.attendances.waiting().count() == 2


def _go(attendance, gathering):
    if attendance.guest:
        guests.leave(attendance.guest.key)
    else:
        attending.step_back(attendance.person, gathering)
