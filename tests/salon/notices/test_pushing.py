"""Told on the phone: without a word of what was written, for who may read it then, not in quiet hours."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from members.models import Pause
from salon.models import Notice, PushSubscription, Seat, Wishes
from salon.notices import making, pushing
from salon.push import sending
from salon.rooms import changing, hearing, reading
from tests.factories.salon import excluded, kinki, said, topic_in
from tests.salon.push.service import Browser

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def place(time_machine, service, monkeypatch):
    """A browser of the first person; what is put off is noted in `later`."""
    time_machine.move_to(NOON, tick=False)
    here, one, two = kinki()
    topic, browser = topic_in(here, one), Browser(service, one)
    browser.subscribe()
    making.catch_up()
    later = []
    monkeypatch.setattr(pushing, "_later", lambda at, *rest: later.append((at, rest)))
    return topic, one, two, browser, later


def told(service, browser):
    making.catch_up()
    got, service.got = service.got, []
    return [browser.read(body) for _path, _headers, body in got]


def test_it_names_the_room_and_what_it_is_about_and_no_word_of_the_message(place, service):
    topic, one, two, browser, _ = place
    said(topic, two, f"@{one.name} 柿はいかがですか")
    [message] = told(service, browser)
    assert (message["title"], message["body"]) == ("近畿", "あなたあての書きこみがあります。")
    assert message["url"] == f"/salon/notices/{Notice.objects.get(kind='mention').pk}/"
    assert "柿" not in str(message)
    assert topic.title not in str(message)
    assert told(service, browser) == []


def test_every_browser_of_the_person_is_told_and_nobody_elses(place, service):
    topic, one, two, _browser, _ = place
    Browser(service, one, "two").subscribe()
    Browser(service, two, "other").subscribe()
    said(topic, two, f"@{one.name}")
    making.catch_up()
    assert sorted(path for path, *_ in service.got) == ["/one", "/two"]


def test_in_quiet_hours_it_waits_for_their_end(place, service, time_machine):
    topic, one, two, browser, later = place
    Wishes.objects.create(person=one, quiet_from=11, quiet_until=14)
    said(topic, two, f"@{one.name}")
    assert told(service, browser) == []
    [(at, rest)] = later
    assert timezone.localtime(at).hour == 14
    time_machine.move_to(at, tick=False)
    pushing.push(*rest)
    assert len(told(service, browser)) == 1


@pytest.mark.parametrize("meanwhile", ["read", "withdrawn", "removed", "silent", "resting", "signed out"])
def test_what_concerns_one_no_more_is_not_told_later(place, service, meanwhile):
    topic, one, two, browser, later = place
    Wishes.objects.create(person=one, quiet_from=11, quiet_until=14)
    message = said(topic, two, f"@{one.name}")
    making.catch_up()
    Wishes.objects.all().delete()
    if meanwhile == "read":
        topic.refresh_from_db()
        reading.mark_read(one, topic, message.seq)
    elif meanwhile == "withdrawn":
        changing.withdraw(two, message)
    elif meanwhile == "removed":
        excluded(one, topic.room)
    elif meanwhile == "silent":
        hearing.set_level(one, topic.room, Seat.Level.NOTHING)
    elif meanwhile == "resting":
        Pause.objects.create(person=one)
    else:
        browser.client.post("/signout/")
    pushing.push(*later[0][1])
    assert service.got == []


def test_a_service_in_trouble_is_tried_again_ever_later_and_not_for_ever(place, service):
    topic, one, two, _browser, later = place
    service.status = 503
    said(topic, two, f"@{one.name}")
    making.catch_up()
    while len(later) < 20 and len(service.got) == len(later):
        pushing.push(*later[-1][1])
    assert len(service.got) == pushing.TRIES
    pauses = [at - NOON for at, _rest in later]
    assert pauses == sorted(pauses)
    assert timedelta(hours=1) < sum(pauses, timedelta()) < timedelta(hours=12)


def test_without_a_browser_nothing_is_asked_for(place, service, monkeypatch):
    topic, one, two, _browser, _ = place
    PushSubscription.objects.all().delete()
    monkeypatch.setattr(sending, "send", lambda *_: pytest.fail("sent"))
    said(topic, two, f"@{one.name}")
    making.catch_up()


def test_of_a_topic_that_was_muted_meanwhile_only_what_is_for_oneself_is_told(place, service, time_machine):
    topic, one, two, browser, later = place
    time_machine.move_to(NOON.replace(hour=23), tick=False)
    said(topic, two)
    said(topic, two, f"@{one.name}")
    assert told(service, browser) == []
    hearing.follow(one, topic, followed=False)
    time_machine.move_to(NOON + timedelta(hours=21), tick=False)
    for _at, rest in list(later):
        pushing.push(*rest)
    assert [message["body"] for message in told(service, browser)] == ["あなたあての書きこみがあります。"]
