"""Opening says so in the room, once; a change is told to those who come; what is cancelled stays readable."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from members.mail import schedule
from salon.gatherings import attending, opening
from salon.models import Gathering, Message, PostingKey, Room, Topic
from salon.rooms import posting, topics
from salon.rooms.changing import NotYours
from salon.rooms.forms import KEY
from tests.factories.members import FacilitatorFactory, member_of
from tests.factories.salon import gathering_facts, gathering_in, kinki, room

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    one.organisations().get().hub_blocks.add(here.block)
    return here, one, two, FacilitatorFactory()


def facts_of(gathering, **more):
    return {name: getattr(gathering, name) for name in gathering_facts()} | more


def sent():
    schedule.tick()
    found, mail.outbox = mail.outbox, []
    return {message.to[0]: message for message in found}


def test_it_is_said_once_in_the_room_by_who_opens_it_and_never_where_to_enter(place):
    here, hub, _two, _desk = place
    said = {"person": hub, "room": here, "key": "press-twice-1"}
    said["facts"] = gathering_facts(form="both", online="https://example.org/enter")
    first, again = opening.open_gathering(**said), opening.open_gathering(**said)
    assert first.pk == again.pk
    message = Message.objects.get()
    assert (message.author, message.room, message.organisation) == (hub, here, hub.organisations().get())
    assert (message.topic.kind, message.topic.title) == (Topic.Kind.NEWS, "お茶の集い")
    assert first.get_absolute_url() in message.text
    assert "example.org" not in message.text
    assert (first.organisation, first.topic) == (hub.organisations().get(), message.topic)


def test_the_same_press_with_something_else_is_a_conflict(place):
    here, hub, _two, _desk = place
    said = {"person": hub, "room": here, "key": "press-twice-1"}
    opening.open_gathering(**said, facts=gathering_facts())
    for facts in (gathering_facts(title="べつの集い"), gathering_facts(seats=5)):
        with pytest.raises(posting.KeyConflict):
            opening.open_gathering(**said, facts=facts)
    assert (Gathering.objects.count(), Message.objects.count()) == (1, 1)


def test_facilitators_open_everywhere_hubs_in_their_rooms_others_nowhere(place):
    here, hub, other, desk = place
    gathering_in(None, desk, title="みんなの集い")
    assert Topic.objects.get(title="みんなの集い").room.kind == Room.Kind.SMALL_TALK
    for person, where in ((hub, None), (hub, room("雑談")), (other, here)):
        with pytest.raises(NotYours):
            gathering_in(where, person)
    assert list(opening.rooms_for(hub)) == [here]
    assert not opening.rooms_for(other).exists()
    assert here in opening.rooms_for(desk)


def test_it_is_changed_by_facilitators_and_the_hub_that_opened_it(place):
    here, hub, other, desk = place
    ours, theirs = gathering_in(here, hub), gathering_in(here, desk)
    colleague = member_of(hub.organisations().get())
    may = opening.may_change
    assert [may(one, ours) for one in (hub, colleague, desk, other)] == [True, True, True, False]
    assert [may(one, theirs) for one in (hub, colleague, desk, other)] == [False, False, True, False]
    with pytest.raises(NotYours):
        opening.change(hub, theirs, facts_of(theirs, title="べつの名前"))
    with pytest.raises(NotYours):
        opening.cancel(other, ours, "理由")
    hub.organisations().get().hub_blocks.clear()
    assert not may(hub, ours)


def test_another_day_is_told_to_those_who_come_and_in_the_room(place):
    here, hub, other, _desk = place
    gathering = gathering_in(here, hub)
    attending.join(other, gathering)
    later = {"starts": gathering.starts + timedelta(days=1), "ends": gathering.ends + timedelta(days=1)}
    for _ in range(2):
        gathering = opening.change(hub, gathering, facts_of(gathering, **later))
    assert gathering.sequence == 1
    found = sent()
    assert set(found) == {other.email}
    assert gathering.when in found[other.email].body
    assert gathering.topic.messages.count() == 2
    # Another word in the text bothers nobody
    gathering = opening.change(hub, gathering, facts_of(gathering, text="おかしも出ます。"))
    assert (gathering.sequence, sent(), gathering.topic.messages.count()) == (2, {}, 2)


def test_another_address_is_told_by_mail_and_not_in_the_room(place):
    here, hub, other, _desk = place
    gathering = gathering_in(here, hub, form="online", place="", online="https://example.org/old")
    attending.join(other, gathering)
    opening.change(hub, gathering, facts_of(gathering, online="https://example.org/new"))
    assert "https://example.org/new" in sent()[other.email].body
    assert Message.objects.count() == 1


def test_more_seats_go_to_those_who_wait_and_fewer_than_come_are_refused(place):
    here, hub, other, desk = place
    gathering = gathering_in(here, hub, seats=1)
    attending.join(hub, gathering)
    attending.join(other, gathering)
    gathering = opening.change(hub, gathering, facts_of(gathering, seats=2))
    assert gathering.attendances.coming().count() == 2
    with pytest.raises(opening.TooFewSeats):
        opening.change(hub, gathering, facts_of(gathering, seats=1))
    third = member_of(other.organisations().get())
    assert attending.join(third, gathering).is_waiting
    opening.change(desk, gathering, facts_of(gathering, seats=None))
    assert attending.of(third, gathering).is_coming


def test_cancelling_is_told_once_to_who_comes_or_waits_and_stays_readable(place):
    here, hub, other, desk = place
    gathering = gathering_in(here, hub, seats=1)
    for person in (other, hub, desk):
        attending.join(person, gathering)
    attending.step_back(other, gathering)
    sent()
    for _ in range(2):
        gathering = opening.cancel(hub, gathering, "台風が来ます")
    found = sent()
    assert set(found) == {hub.email, desk.email}
    assert "台風が来ます" in found[hub.email].body
    assert sent() == {}
    assert gathering.topic.messages.count() == 2
    assert Gathering.objects.visible_to(other).get().cancelled_because == "台風が来ます"
    with pytest.raises(attending.Over):
        opening.change(hub, gathering, facts_of(gathering, title="べつの名前"))


def test_it_is_cancelled_also_where_nothing_is_written_any_more(place):
    here, hub, _other, desk = place
    gathering = gathering_in(here, hub)
    topics.set_state(desk, gathering.topic, "closed", True)
    assert opening.cancel(hub, gathering, "理由").cancelled_at
    assert gathering.topic.messages.count() == 1


def test_nothing_is_opened_in_a_closed_room(place):
    here, _hub, _other, desk = place
    Room.objects.filter(pk=here.pk).update(closed_at=timezone.now())
    with pytest.raises(posting.RoomClosed):
        gathering_in(here, desk)
    assert not Gathering.objects.exists()
    assert here not in opening.rooms_for(desk)


def test_no_key_of_a_form_stands_in_the_way_of_saying_it(place):
    here, hub, _two, _desk = place
    gathering = gathering_in(here, hub)
    for key in (f"gathering-{gathering.pk}-1", f"gathering_{gathering.pk}_1"):
        posting.post(person=hub, topic=gathering.topic, text="さきに", key=key)
    opening.cancel(hub, gathering, "雨のため")
    assert "雨のため" in Message.objects.order_by("-seq").first().text
    assert not KEY.fullmatch(PostingKey.objects.order_by("-pk").first().key)
