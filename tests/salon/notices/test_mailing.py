"""A mail at once for a call or an answer: once, for who may read it then, not in quiet hours."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from members.mail import schedule
from members.models import Letter, Pause, Person
from salon.models import Notice, Seat, Wishes
from salon.notices import making
from salon.rooms import changing, hearing, posting, reading
from tests.factories.salon import excluded, key, kinki, said, topic_in

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def place(time_machine):
    time_machine.move_to(NOON, tick=False)
    here, one, two = kinki()
    return here, one, two, topic_in(here, one)


def sent():
    making.catch_up()
    schedule.tick()
    found, mail.outbox = mail.outbox, []
    return found


def test_it_says_who_called_and_what_and_can_be_answered(place, settings):
    settings.REPLY_ADDRESS = "reply@tsunagari.example"
    _, one, two, topic = place
    said(topic, two, f"@{one.name} 柿はいかがですか")
    [message] = sent()
    assert message.to == [one.email]
    assert "柿はいかがですか" in message.body
    assert two.name in message.body
    assert message.reply_to[0].startswith("reply+")
    assert f"/salon/notices/{Notice.objects.get().pk}/" in message.body
    assert f"/mail/stop/{Letter.objects.get().stop_key}/" in message.body
    assert sent() == []


@pytest.mark.parametrize("address", ["", "reply@tsunagari.example"])
def test_it_says_where_an_answer_goes(place, settings, address):
    settings.REPLY_ADDRESS = address
    _, one, two, topic = place
    said(topic, two, f"@{one.name}")
    [message] = sent()
    assert ("返信は、事務局に届きます" in message.body) is (message.reply_to == [settings.SECRETARIAT_EMAIL])
    assert ("ルームの全員が読みます" in message.body) is bool(address)


def test_it_comes_as_a_page_too_with_what_was_written_escaped(place):
    _, one, two, topic = place
    said(topic, two, f"@{one.name} **柿**はいかが<img src=x>")
    [message] = sent()
    [(html, kind)] = message.alternatives
    assert kind == "text/html"
    assert "<strong>柿</strong>はいかが&lt;img src=x&gt;" in html
    assert f"/salon/notices/{Notice.objects.get().pk}/" in html
    assert f"/mail/stop/{Letter.objects.get().stop_key}/" in html
    assert '<html lang="ja"' in html
    assert "<img" not in html


def test_one_press_stops_this_kind_and_no_other(place):
    _, one, two, topic = place
    said(topic, two, f"@{one.name}")
    [message] = sent()
    stop = message.extra_headers["List-Unsubscribe"].strip("<>").partition("/mail/")[2]
    Client().post(f"/mail/{stop}")
    said(topic, two, f"@{one.name}")
    assert sent() == []
    assert one.consents.get().kind == "mention"


@pytest.mark.parametrize("change", ["withdrawn", "hidden", "read", "excluded", "silent", "resting", "inactive"])
def test_what_changed_meanwhile_is_not_mailed(place, change):
    here, one, two, topic = place
    message = said(topic, two, f"@{one.name} ひみつの文")
    making.catch_up()
    assert Letter.objects.get().batch.text == ""
    if change == "withdrawn":
        changing.withdraw(two, message)
    elif change == "hidden":
        type(message).objects.filter(pk=message.pk).update(hidden_at=timezone.now())
    elif change == "read":
        topic.refresh_from_db()
        reading.mark_read(one, topic, message.seq)
    elif change == "excluded":
        excluded(one, here)
    elif change == "silent":
        hearing.set_level(one, here, Seat.Level.NOTHING)
    elif change == "resting":
        Pause.objects.create(person=one)
    else:
        type(one).objects.filter(pk=one.pk).update(is_active=False)
    assert sent() == []
    assert Letter.objects.get().state == Letter.State.SKIPPED


def test_in_quiet_hours_it_waits_until_they_end(place, time_machine):
    _, one, two, topic = place
    time_machine.move_to(NOON.replace(hour=22), tick=False)
    said(topic, two, f"@{one.name}")
    assert sent() == []
    assert timezone.localtime(Letter.objects.get().not_before) == NOON.replace(hour=8) + timedelta(days=1)
    time_machine.move_to(NOON.replace(hour=8) + timedelta(days=1, seconds=1), tick=False)
    assert len(sent()) == 1


def test_whoever_wants_no_quiet_hours_gets_it_at_night(place, time_machine):
    _, one, two, topic = place
    Wishes.objects.create(person=one, quiet_from=0, quiet_until=0)
    time_machine.move_to(NOON.replace(hour=3), tick=False)
    said(topic, two, f"@{one.name}")
    assert len(sent()) == 1


def test_what_is_found_late_is_left_to_the_digest(place, time_machine):
    _, one, two, topic = place
    said(topic, two, f"@{one.name}")
    time_machine.move_to(NOON + timedelta(days=2), tick=False)
    assert sent() == []
    assert Notice.objects.count() == 1


def test_who_was_called_by_mistake_is_told_no_more_once_that_is_mended(place, time_machine):
    """In quiet hours there is time to see it: nobody is woken up by a mail in which they are not called."""
    _, one, two, topic = place
    time_machine.move_to(NOON.replace(hour=22), tick=False)
    message, answer = said(topic, two, f"@{one.name} @大阪の団体 @事務局"), topic.messages.first()
    reply = posting.post(person=two, topic=topic, text=f"@{one.name}", key=key(), reply_to=answer).message
    assert sent() == []
    changing.edit(two, reply, "名前は消しても、返信")
    changing.edit(two, message, f"@大阪の団体 @{one.name}")
    time_machine.move_to(NOON.replace(hour=23), tick=False)
    changing.edit(two, message, "だれも呼んでいない")
    assert Notice.objects.visible_to(one).waiting().get().message == reply
    time_machine.move_to(NOON.replace(day=2, hour=8, minute=5), tick=False)
    assert ["名前は消しても" in mail.body for mail in sent()] == [True]


@pytest.mark.parametrize("name", ["大阪のひと", "大阪の団体", "事務局"])
def test_who_is_called_by_another_name_after_an_edit_is_told_once(place, time_machine, name):
    _, one, two, topic = place
    Person.objects.filter(pk=one.pk).update(is_facilitator=True)
    time_machine.move_to(NOON.replace(hour=22), tick=False)
    message = said(topic, two, "@大阪のひと")
    making.catch_up()
    changing.edit(two, message, f"@{name} です")
    time_machine.move_to(NOON.replace(day=2, hour=8, minute=5), tick=False)
    assert [mail.to for mail in sent()] == [[one.email]]
