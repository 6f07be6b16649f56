"""A post that was acknowledged is there once, in order."""

from functools import partial

import pytest

from members import access
from salon.models import Message, Room, RoomEvent
from salon.rooms import posting
from tests.at_once import at_once
from tests.factories.members import AffiliationFactory, OrganisationFactory
from tests.factories.salon import excluded, key, kinki, outsider, room, said, topic_in

pytestmark = pytest.mark.django_db


def test_events_of_a_room_are_numbered_without_a_gap():
    here, one, two = kinki()
    topic = topic_in(here, one)
    other = topic_in(here, two, "別の話題")
    said(topic, two)
    said(other, one)
    assert list(here.events.values_list("seq", flat=True)) == [1, 2, 3, 4]
    assert list(topic.messages.values_list("seq", flat=True)) == [1, 3]
    here.refresh_from_db()
    assert here.last_seq == 4


def test_the_same_key_answers_with_the_first_message():
    here, one, _ = kinki()
    topic = topic_in(here, one)
    first = posting.post(person=one, topic=topic, text="いちど", key="key-aaaa")
    again = posting.post(person=one, topic=topic, text="いちど", key="key-aaaa")
    assert (first.new, again.new) == (True, False)
    assert again.message == first.message
    assert Message.objects.filter(text="いちど").count() == 1


def test_who_goes_back_and_makes_a_question_of_it_is_not_told_that_it_is_one():
    here, one, _ = kinki()
    opened = {"person": one, "room": here, "title": "題", "text": "文", "key": "key-aaaa"}
    first = posting.open_topic(**opened)
    assert posting.open_topic(**opened).message == first.message
    with pytest.raises(posting.KeyConflict):
        posting.open_topic(**opened, kind="question")
    assert Message.objects.count() == 1


def test_a_key_belongs_to_one_person():
    here, one, two = kinki()
    topic = topic_in(here, one)
    first = posting.post(person=one, topic=topic, text="同じ文", key="key-aaaa")
    second = posting.post(person=two, topic=topic, text="同じ文", key="key-aaaa")
    assert first.message != second.message


@pytest.mark.parametrize("change", ["text", "topic", "room"])
def test_the_same_key_for_something_else_is_a_conflict_and_stores_nothing(change):
    here, one, _ = kinki()
    topic = topic_in(here, one)
    posting.post(person=one, topic=topic, text="いちど", key="key-aaaa")
    other = {"text": topic, "topic": topic_in(here, one), "room": topic_in(room("雑談"), one)}[change]
    before = Message.objects.count()
    with pytest.raises(posting.KeyConflict):
        posting.post(person=one, topic=other, text="ちがう" if change == "text" else "いちど", key="key-aaaa")
    assert Message.objects.count() == before


def test_who_may_not_read_a_room_cannot_write_in_it():
    here, one, _ = kinki()
    topic = topic_in(here, one)
    excluded(one, here)
    for person in (one, outsider()):
        with pytest.raises(posting.NotInRoom):
            posting.post(person=person, topic=topic, text="入れない人の文", key=key())
    assert not Message.objects.filter(text="入れない人の文").exists()
    assert Room.objects.get(pk=here.pk).last_seq == 1


def test_a_message_keeps_the_organisation_it_was_spoken_for():
    here, one, _ = kinki()
    first = one.organisations().get()
    message = said(topic_in(here, one), one)
    one.affiliations.all().delete()
    message.refresh_from_db()
    assert message.organisation == first


def test_somebody_of_two_organisations_speaks_for_the_one_in_the_room():
    here, one, _ = kinki()
    AffiliationFactory(person=one, organisation=OrganisationFactory(code="a-first", prefecture="北海道"))
    assert next(organisation.name for organisation in posting.speaks_for(one, here)) == "大阪の団体"


def test_posting_rings_after_the_commit_and_the_ring_carries_no_text(monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    monkeypatch.setattr("salon.bell._send", rung.append)
    here, one, _ = kinki()
    with django_capture_on_commit_callbacks(execute=True):
        topic_in(here, one, text="ひみつの文")
        assert rung == []
    assert rung == [{"type": "ring", "rooms": [[here.pk, 1]]}]


def test_posting_changes_nobodys_rights():
    here, one, _ = kinki()
    before = access.version()
    topic_in(here, one)
    assert access.version() == before


@pytest.mark.django_db(transaction=True)
def test_posts_at_the_same_moment_get_different_numbers_and_a_doubled_one_is_stored_once():
    here, one, two = kinki()
    topic = topic_in(here, one)
    keys = ["same-key"] * 4 + [f"key-{number:04}" for number in range(8)]

    def send(one_key):
        text = "くりかえし" if one_key == "same-key" else one_key
        posting.post(person=two, topic=topic, text=text, key=one_key)

    at_once(*(partial(send, one_key) for one_key in keys))
    assert Message.objects.filter(text="くりかえし").count() == 1
    assert list(RoomEvent.objects.filter(room=here).values_list("seq", flat=True)) == list(range(1, 11))
