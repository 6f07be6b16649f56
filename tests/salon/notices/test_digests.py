"""まとめ: once a period, what was missed and may be read, and nothing when there is nothing."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from members.mail import consent, schedule
from members.models import Affiliation, Letter, Pause, Person
from members.models.letters import Kind
from salon.models import Seat, Wishes
from salon.notices import digests, making
from salon.replies.addresses import NO_TOPIC, behind, reply_address
from salon.rooms import changing, hearing, reading
from tests.factories.members import OrganisationFactory
from tests.factories.salon import excluded, kinki, said, topic_in

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 7, 6, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
DAY = timedelta(days=1)


@pytest.fixture
def place(time_machine):
    """Two people, of whom the second has a digest every day; rounds have begun on the Monday before."""
    time_machine.move_to(MONDAY - 7 * DAY, tick=False)
    here, one, two = kinki()
    Wishes.objects.create(person=two, digest=Wishes.Digest.DAILY)
    digests.hand_over()
    return here, one, two, topic_in(here, one, text="はじめの文")


def sent(time_machine, at):
    time_machine.move_to(at, tick=False)
    digests.hand_over()
    digests.hand_over()
    schedule.tick()
    found, mail.outbox = {message.to[0]: message for message in mail.outbox}, []
    return found


def test_every_day_tells_what_is_new_since_the_last_and_nothing_when_nothing_is(place, time_machine):
    _, one, two, topic = place
    assert list(sent(time_machine, MONDAY - 6 * DAY)) == [two.email]
    assert sent(time_machine, MONDAY - 5 * DAY) == {}
    said(topic, one, "きのうの文")
    message = sent(time_machine, MONDAY - 4 * DAY)[two.email]
    assert "きのうの文" in message.body
    assert "はじめの文" not in message.body
    assert message.extra_headers["List-Id"].startswith("digest")


def test_every_week_on_monday_or_when_the_server_is_back(place, time_machine):
    _, one, two, topic = place
    said(topic, two, "火曜日の文")
    for days in range(1, 7):
        assert one.email not in sent(time_machine, MONDAY - 7 * DAY + days * DAY)
    assert "火曜日の文" in sent(time_machine, MONDAY + DAY)[one.email].body
    assert one.email not in sent(time_machine, MONDAY + 2 * DAY)


@pytest.mark.parametrize("change", ["read", "withdrawn", "excluded", "silent", "muted", "stopped"])
def test_what_was_read_or_may_not_be_read_or_heard_is_not_told(place, time_machine, change):
    here, one, two, topic = place
    time_machine.move_to(MONDAY - 6 * DAY, tick=False)
    digests.hand_over()
    assert Letter.objects.get().batch.text == ""
    if change == "read":
        topic.refresh_from_db()
        reading.mark_read(two, topic, topic.last_seq)
    elif change == "withdrawn":
        changing.withdraw(one, topic.messages.get())
    elif change == "excluded":
        excluded(two, here)
    elif change == "silent":
        hearing.set_level(two, here, Seat.Level.NOTHING)
    elif change == "muted":
        hearing.follow(two, topic, False)
    else:
        consent.decide(two, Kind.DIGEST, False, "mail")
    schedule.tick()
    assert mail.outbox == []
    assert Letter.objects.get().state == Letter.State.SKIPPED


def test_after_a_pause_all_of_it_is_told(place, time_machine):
    _, one, two, topic = place
    sent(time_machine, MONDAY - 6 * DAY)
    Pause.objects.create(person=two, since=date(2026, 7, 1), until=date(2026, 7, 20))
    Wishes.objects.filter(person=two).update(digest=Wishes.Digest.WEEKLY)
    time_machine.move_to(datetime(2026, 7, 3, 12, tzinfo=MONDAY.tzinfo), tick=False)
    said(topic, one, "留守のあいだの文")
    assert sent(time_machine, MONDAY) == {}
    for day in range(7, 21):
        assert two.email not in sent(time_machine, MONDAY.replace(day=day))
    assert "留守のあいだの文" in sent(time_machine, MONDAY.replace(day=21))[two.email].body


def test_the_first_round_ever_only_begins_to_count(time_machine):
    time_machine.move_to(MONDAY, tick=False)
    here, one, _ = kinki()
    topic_in(here, one)
    assert sent(time_machine, MONDAY) == {}


def test_each_of_several_topics_is_answered_at_its_own_address(place, time_machine, settings):
    settings.REPLY_ADDRESS = "reply@tsunagari.example"
    here, one, two, topic = place
    second = topic_in(here, one, "柿の話 & 栗の話")
    message = sent(time_machine, MONDAY - 6 * DAY)[two.email]
    for found in (topic, second):
        address = reply_address(two, found)
        assert f"この話題に返信：{address}\n" in message.body + "\n"
        assert f'href="mailto:{address}?subject=Re%3A%20' in message.alternatives[0][0]
    # To the mail itself: told how to go on, and posted nowhere
    assert message.reply_to == [reply_address(two, None)]
    assert behind(message.reply_to[0]).topic_id == NO_TOPIC
    assert "どの話題か分からないため" in message.body


def test_a_digest_of_one_topic_is_answered_by_answering_it(place, time_machine, settings):
    settings.REPLY_ADDRESS = "reply@tsunagari.example"
    _, _, two, topic = place
    message = sent(time_machine, MONDAY - 6 * DAY)[two.email]
    assert message.reply_to == [reply_address(two, topic)]
    assert "この話題に返信：" not in message.body


def test_without_an_address_for_answers_they_go_to_the_secretariat(place, time_machine, settings):
    here, one, two, _ = place
    topic_in(here, one, "別の話題")
    message = sent(time_machine, MONDAY - 6 * DAY)[two.email]
    assert message.reply_to == [settings.SECRETARIAT_EMAIL]
    assert "この話題に返信" not in message.body


def test_a_call_in_a_room_that_was_made_silent_since_brings_no_digest(place, time_machine):
    here, one, two, topic = place
    topic.refresh_from_db()
    reading.mark_read(two, topic, topic.last_seq)
    said(topic, one, f"@{two.name} さん")
    making.catch_up(mail=False)
    hearing.set_level(two, here, Seat.Level.NOTHING)
    assert sent(time_machine, MONDAY - 6 * DAY) == {}
    hearing.set_level(two, here, Seat.Level.CONCERNING)
    assert "1件" in sent(time_machine, MONDAY - 5 * DAY)[two.email].body


def test_who_is_back_from_a_pause_hears_of_it_on_one_day_and_then_as_ever(place, time_machine):
    """By the calendar or by hand, also after that day's round: two rounds look for them, and only one finds them."""
    _, one, two, topic = place
    sent(time_machine, MONDAY)
    Pause.objects.create(person=one, since=date(2026, 7, 6), until=date(2026, 7, 7))
    told = []
    for days in range(1, 12):
        time_machine.move_to(MONDAY + days * DAY - timedelta(hours=3), tick=False)
        said(topic, two, f"{days}日めの文")
        if one.email in sent(time_machine, MONDAY + days * DAY):
            told.append(days)
        if days == 7:
            ends_by_hand = Pause.objects.create(person=one, since=date(2026, 7, 13))
        if days == 8:
            ends_by_hand.end()
    # Back on Wednesday; the Monday; back on Tuesday after eight
    assert told == [2, 7, 9]


@pytest.mark.parametrize("why", ["another organisation", "a facilitator"])
def test_who_did_not_rest_with_the_organisation_is_not_back_either(place, time_machine, why):
    _, one, two, topic = place
    if why == "another organisation":
        Affiliation.objects.create(person=one, organisation=OrganisationFactory(), since=MONDAY.date() - 9 * DAY)
    else:
        Person.objects.filter(pk=one.pk).update(is_facilitator=True)
    sent(time_machine, MONDAY)
    rests = one.organisations().get(name="大阪の団体")
    Pause.objects.create(organisation=rests, since=date(2026, 7, 6), until=date(2026, 7, 7))
    said(topic, two, "火曜日の文")
    assert all(one.email not in sent(time_machine, MONDAY + days * DAY) for days in range(1, 7))
    assert "火曜日の文" in sent(time_machine, MONDAY + 7 * DAY)[one.email].body
