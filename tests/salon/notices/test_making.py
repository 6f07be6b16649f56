"""What of a room becomes a notice, for whom, and that none is lost or made twice."""

import pytest
from django.db import IntegrityError

from members.models import Letter
from salon.models import Notice, Seat
from salon.notices import making
from salon.rooms import changing, hearing, posting, reading
from salon.rooms.attendance import Readers
from tests.factories.members import FacilitatorFactory, member_of
from tests.factories.salon import excluded, key, kinki, outsider, room, said, topic_in

pytestmark = pytest.mark.django_db
Kind = Notice.Kind


@pytest.fixture
def place():
    here, one, two = kinki()
    return here, one, two, topic_in(here, one)


def made():
    making.catch_up()
    return {(notice.person.name, notice.kind) for notice in Notice.objects.select_related("person")}


def answered(message, person, text="返事"):
    return posting.post(person=person, topic=message.topic, text=text, key=key(), reply_to=message).message


def test_a_call_an_answer_and_a_followed_topic(place):
    _, one, two, topic = place
    first = said(topic, one)
    answered(first, two, "@事務局 も見てください")
    desk, colleague = FacilitatorFactory(), member_of(two.organisations().get(), name="同僚")
    hearing.follow(colleague, topic, True)
    assert made() == {(one.name, Kind.REPLY), (desk.name, Kind.MENTION), (colleague.name, Kind.FOLLOWED)}


def test_an_organisation_is_all_its_people_of_today(place):
    _, one, two, topic = place
    colleague = member_of(two.organisations().get(), name="同僚")
    said(topic, one, "@兵庫の団体 の皆さん")
    assert made() == {(two.name, Kind.MENTION), (colleague.name, Kind.MENTION)}


def test_one_notice_for_a_message_whatever_it_is_for_somebody(place):
    _, one, two, topic = place
    answered(said(topic, one), two, "@大阪のひと さん")
    assert made() == {(one.name, Kind.MENTION)}


def test_nobody_hears_of_oneself_nor_of_a_room_one_may_not_read(place):
    here, one, two, topic = place
    said(topic, one, f"@{one.name} @{outsider().name}")
    said(topic, two, f"@{one.name}")
    excluded(one, here)
    assert made() == set()


def test_of_a_followed_topic_there_is_one_notice_until_it_was_read(place):
    _, one, two, topic = place
    for _time in range(3):
        said(topic, two)
    made()
    said(topic, two)
    made()
    assert Notice.objects.filter(person=one).count() == 1
    topic.refresh_from_db()
    reading.mark_read(one, topic, topic.last_seq)
    assert not Notice.objects.visible_to(one).waiting().exists()
    said(topic, two)
    made()
    assert Notice.objects.visible_to(one).waiting().count() == 1


def test_a_muted_topic_tells_only_what_is_for_oneself_and_a_silent_room_nothing(place):
    here, one, two, topic = place
    hearing.follow(one, topic, False)
    said(topic, two)
    assert made() == set()
    said(topic, two, f"@{one.name}")
    assert made() == {(one.name, Kind.MENTION)}
    hearing.set_level(one, here, Seat.Level.NOTHING)
    answered(said(topic, one), two, f"@{one.name}")
    made()
    assert Notice.objects.filter(person=one).count() == 1


def test_whom_an_edit_calls_is_told_once_and_below_the_mark_too(place):
    _, one, two, topic = place
    message = said(topic, one)
    making.catch_up()
    topic.refresh_from_db()
    reading.mark_read(two, topic, topic.last_seq)
    changing.edit(one, message, f"@{two.name} どうですか")
    changing.react(two, message, "thanks", True)
    making.catch_up()
    changing.edit(one, message, f"@{two.name} どうでしょうか")
    making.catch_up()
    assert Notice.objects.visible_to(two).waiting().count() == 1


def test_what_stopped_in_between_goes_on_and_makes_nothing_twice(place, monkeypatch):
    _, one, two, topic = place
    said(topic, two, f"@{one.name}")

    def died(notices):
        raise IntegrityError

    with monkeypatch.context() as broken:
        broken.setattr(making, "announce", died)
        with pytest.raises(IntegrityError):
            making.catch_up()
    assert not Notice.objects.exists()
    assert not Letter.objects.exists()
    for _time in range(2):
        assert made() == {(one.name, Kind.MENTION)}
    assert Letter.objects.count() == 1
    assert not making.behind().exists()


def test_rooms_are_taken_together_and_each_keeps_its_own_people(place, django_assert_max_num_queries):
    here, one, two, topic = place
    stranger = outsider()
    for other in [topic, *(topic_in(room("雑談"), stranger) for _time in range(3))]:
        said(other, other.opened_by, f"@{one.name} @{two.name} @{stranger.name}")
    said(topic, two)
    with django_assert_max_num_queries(45):
        making.catch_up(mail=False)
    told = Notice.objects.filter(kind=Kind.MENTION)
    assert set(told.filter(message__room=here).values_list("person__name", flat=True)) == {two.name}
    assert told.filter(message__topic__opened_by=stranger, person__in=[one, two]).count() == 6
    assert not making.behind().exists()


def test_more_than_a_page_is_made_in_the_order_of_each_room(place, monkeypatch):
    _, one, two, topic = place
    monkeypatch.setattr(making, "PAGE", 2)
    small = topic_in(room("雑談"), one)
    for _time in range(3):
        said(topic, two, f"@{one.name}")
        said(small, two, f"@{one.name}")
    making.catch_up(mail=False)
    assert Notice.objects.filter(person=one, kind=Kind.MENTION).count() == 6
    assert not making.behind().exists()


def test_what_is_posted_meanwhile_waits_for_the_next_time(place, monkeypatch):
    _, _one, two, topic = place
    said(topic, two)
    times = []

    def talk_goes_on(notices):
        times.append(notices)
        assert len(times) < 5
        said(topic, two)

    monkeypatch.setattr(making, "announce", talk_goes_on)
    making.catch_up()
    assert len(times) == 1
    assert making.behind().exists()


def test_a_room_whose_last_topic_was_deleted_is_not_behind_for_ever(place):
    _, one, _, topic = place
    said(topic, one)
    topic.delete()
    making.catch_up()
    assert not making.behind().exists()


def test_who_is_shut_out_between_two_looks_hears_nothing_in_the_second(place):
    here, one, two, topic = place
    readers = Readers()
    said(topic, two, f"@{one.name}")
    making.catch_up(readers=readers)
    assert Notice.objects.filter(person=one).count() == 1
    said(topic, two, f"@{one.name}")
    excluded(one, here)
    making.catch_up(readers=readers)
    assert Notice.objects.filter(person=one).count() == 1


def test_taken_back_or_out_of_reach_it_is_shown_to_nobody(place):
    here, one, two, topic = place
    message = said(topic, two, f"@{one.name}")
    answered(said(topic, one), two)
    making.catch_up()
    assert Notice.objects.visible_to(one).count() == 2
    assert not Notice.objects.visible_to(two).filter(kind=Kind.MENTION).exists()
    changing.withdraw(two, message)
    assert Notice.objects.visible_to(one).count() == 1
    excluded(one, here)
    assert not Notice.objects.visible_to(one).exists()


def test_who_was_answered_is_not_told_again_when_an_edit_also_calls_them(place):
    _, one, two, topic = place
    answer = answered(said(topic, one), two)
    assert made() == {(one.name, Kind.REPLY)}
    changing.edit(two, answer, f"@{one.name} さん、返事です")
    assert made() == {(one.name, Kind.REPLY)}
    assert Letter.objects.filter(person=one).count() == 1


def test_an_organisation_that_telephoned_hears_of_the_answer(place):
    here, one, two, topic = place
    desk, theirs = FacilitatorFactory(), two.organisations().get()
    colleague = member_of(theirs, name="同僚")
    voice = posting.Voice(None, theirs.name, theirs)
    asked = posting.post(person=desk, topic=topic, text="電話のことば", key=key(), voice=voice).message
    unnamed = posting.publish(room=here, topic=topic, title="", text="名前のない文", name="事務局より", kind="question")
    making.catch_up()
    Notice.objects.all().delete()
    answered(asked, one)
    answered(unnamed, one)
    assert made() == {(two.name, Kind.REPLY), (colleague.name, Kind.REPLY)}


@pytest.mark.parametrize("step", ["withdraw", "hide"])
def test_what_nobody_can_read_any_more_does_not_keep_a_followed_topic_silent(place, step):
    _, one, two, topic = place
    made()
    wrong = said(topic, two, "まちがい")
    made()
    if step == "withdraw":
        changing.withdraw(two, wrong)
    else:
        changing.hide(FacilitatorFactory(), wrong, "理由")
    said(topic, two, "ただしい")
    made()
    assert [notice.message.text for notice in Notice.objects.visible_to(one).waiting()] == ["ただしい"]


def test_what_is_silent_or_muted_by_now_waits_for_nobody(place):
    here, one, two, topic = place
    made()
    said(topic, two)
    answered(said(topic, one), two)
    made()
    waiting = Notice.objects.visible_to(one).waiting
    assert {notice.kind for notice in waiting()} == {Kind.FOLLOWED, Kind.REPLY}
    hearing.follow(one, topic, False)
    assert {notice.kind for notice in waiting()} == {Kind.REPLY}
    hearing.set_level(one, here, Seat.Level.NOTHING)
    assert not waiting()
    hearing.set_level(one, here, Seat.Level.ALL)
    assert {notice.kind for notice in waiting()} == {Kind.REPLY}
