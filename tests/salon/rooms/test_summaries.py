"""The summary at the top of a topic is written by a person, and every version stays."""

import pytest
from django.utils import timezone

from members.models import Organisation
from salon.models import Room, RoomEvent, Summary, Topic
from salon.moderation import moving
from salon.rooms import opening, summaries
from salon.rooms.changing import NotYours
from salon.rooms.events import events_after
from salon.rooms.numbering import NotInRoom
from tests.factories.members import FacilitatorFactory, OrganisationFactory, member_of
from tests.factories.salon import kinki, outsider, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    topic = topic_in(here, one)
    topic.refresh_from_db()
    return here, one, two, topic


def test_the_newest_stands_at_the_top_and_the_earlier_ones_are_kept(place, client):
    here, one, _two, topic = place
    for text in ("はじめのまとめ", "つぎのまとめ", "つぎのまとめ"):
        summaries.write(one, topic, text)
    assert [s.text for s in Summary.objects.filter(topic=topic)] == ["つぎのまとめ", "はじめのまとめ"]
    assert summaries.of(topic).organisation.name == "大阪の団体"
    client.force_login(one)
    page = client.get(f"/salon/rooms/{here.slug}/topics/{topic.pk}/").content.decode()
    assert "つぎのまとめ" in page
    assert "はじめのまとめ" not in page
    assert "はじめのまとめ" in client.get(f"/salon/rooms/{here.slug}/topics/{topic.pk}/summary/").content.decode()


def test_open_pages_hear_of_it_by_an_event_and_an_empty_one_takes_it_away(place):
    here, one, _two, topic = place
    for text, shown in (("まとめ", True), ("", False)):
        summaries.write(one, topic, text)
        item = events_after(here.pk, Room.objects.get(pk=here.pk).last_seq - 1)[-1]
        assert item["kind"] == RoomEvent.Kind.TOPIC
        assert ("まとめ" in item["summary"]) == shown
    assert summaries.of(topic) is None


def test_who_opened_the_topic_the_secretariat_and_a_hub_of_the_room_write_it(place):
    here, one, two, topic = place
    hub, elsewhere = OrganisationFactory(prefecture="京都府"), OrganisationFactory(prefecture="京都府")
    hub.hub_blocks.add(here.block)
    of_hub = member_of(hub)
    may = [p for p in (one, FacilitatorFactory(), of_hub) if summaries.may_write(p, topic)]
    assert len(may) == 3
    for other in (two, member_of(elsewhere), outsider()):
        assert not summaries.may_write(other, topic)
        with pytest.raises((NotYours, NotInRoom)):
            summaries.write(other, topic, "よそのまとめ")
    assert not Summary.objects.exists()


@pytest.mark.parametrize("days", [{"hub_since": "2099-01-01"}, {"hub_until": "2020-01-01"}])
def test_a_hub_is_one_from_a_day_to_a_day(place, days):
    here, _one, _two, topic = place
    hub = OrganisationFactory(prefecture="京都府")
    hub.hub_blocks.add(here.block)
    person = member_of(hub)
    assert summaries.may_write(person, topic)
    Organisation.objects.filter(pk=hub.pk).update(**days)
    assert not summaries.may_write(person, topic)
    assert Organisation.objects.get(pk=hub.pk).hub_of() == []


def test_nobody_sums_up_in_a_room_into_which_the_topic_went_a_moment_ago(place):
    """It was theirs, and they may not read where it stands now: what others say there is not for them to sum up."""
    _here, one, two, topic = place
    there = opening.open_introduction_room([two.organisations().get(), outsider().organisations().get()], "二つの団体")
    moving.move_topic(FacilitatorFactory(), Topic.objects.get(pk=topic.pk), there)
    with pytest.raises(NotInRoom):
        summaries.write(one, topic, "よそのまとめ")
    assert not Summary.objects.exists()


def test_a_summary_of_a_topic_that_ended_in_another_is_not_said_to_stand(place):
    here, one, two, topic = place
    moving.merge(FacilitatorFactory(), topic, topic_in(here, two))
    with pytest.raises(NotInRoom):
        summaries.write(one, topic, "どこにも立たないまとめ")
    assert not Summary.objects.exists()


def test_in_a_closed_room_nothing_is_summed_up_and_what_was_typed_stays(place, client):
    here, one, _two, topic = place
    Room.objects.filter(pk=here.pk).update(closed_at=timezone.now())
    client.force_login(one)
    page = client.post(f"/salon/rooms/{here.slug}/topics/{topic.pk}/summary/", {"body": "終了後のまとめ"})
    assert (page.status_code, "このルームは終了しました" in page.text, "終了後のまとめ" in page.text) == (
        422,
        True,
        True,
    )
    assert not Summary.objects.exists()
