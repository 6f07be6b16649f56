"""Sent again in doubt it is the same post; sent again for another organisation, or as another answer, it is not."""

import hashlib

import pytest

from salon.models import Message, PostingKey
from salon.moderation import moving
from salon.rooms import changing, posting
from tests.factories.members import AffiliationFactory, FacilitatorFactory, OrganisationFactory
from tests.factories.salon import kinki, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    """A topic, who writes in it for two organisations, these, and two messages of somebody else."""
    room, one, two = kinki()
    AffiliationFactory(person=one, organisation=OrganisationFactory(name="もうひとつの団体", prefecture="京都府"))
    topic = topic_in(room, two)
    return topic, one, posting.speaks_for(one, room), (said(topic, two, "ひとつめ"), said(topic, two, "ふたつめ"))


def send(topic, person, **more):
    return posting.post(person=person, topic=topic, text="いちど", key="key-aaaa", **more)


def test_the_same_again_answers_with_the_first(here):
    topic, one, (_, second), (asked, _) = here
    first = send(topic, one, organisation=second, reply_to=asked)
    again = send(topic, one, organisation=second, reply_to=asked)
    assert (again.new, again.message) == (False, first.message)


def test_for_another_organisation_it_is_another_post(here):
    topic, one, (first, second), _ = here
    send(topic, one, organisation=first)
    before = Message.objects.count()
    with pytest.raises(posting.KeyConflict):
        send(topic, one, organisation=second)
    assert Message.objects.count() == before


def test_a_topic_opened_for_another_organisation_is_another_one(here):
    topic, one, (first, second), _ = here
    opened = {"person": one, "room": topic.room, "title": "題", "text": "文", "key": "key-aaaa"}
    posting.open_topic(**opened, organisation=first)
    with pytest.raises(posting.KeyConflict):
        posting.open_topic(**opened, organisation=second)


@pytest.mark.parametrize(("before", "after"), [(0, 1), (0, None), (None, 0)])
def test_as_another_answer_it_is_another_post(here, before, after):
    topic, one, _, answered = here
    send(topic, one, reply_to=None if before is None else answered[before])
    count = Message.objects.count()
    with pytest.raises(posting.KeyConflict):
        send(topic, one, reply_to=None if after is None else answered[after])
    assert Message.objects.count() == count


def test_who_names_no_organisation_sends_the_same(here):
    topic, one, (_, second), _ = here
    assert send(topic, one, organisation=second).message == send(topic, one).message


def test_an_organisation_that_was_left_in_between_does_not_make_it_another_post(here):
    topic, one, (left, second), _ = here
    first = send(topic, one, organisation=left)
    one.affiliations.filter(organisation=left).delete()
    assert send(topic, one, organisation=second).message == first.message


def test_an_answered_message_that_was_taken_back_in_between_does_not_make_it_another_post(here):
    topic, one, _, (asked, _) = here
    first = send(topic, one, reply_to=asked)
    changing.withdraw(asked.author, asked)
    # The page finds nothing to answer any more
    assert send(topic, one).message == first.message


def test_an_answered_message_that_went_to_another_topic_does_not_make_it_another_post(here):
    facilitator = FacilitatorFactory()
    topic, one, _, (asked, _) = here
    first = send(topic, one, reply_to=asked)
    other = topic_in(topic.room, one, "よその話題")
    for message in (asked, first.message):
        moving.move_message(facilitator, message, to=other)
    assert send(topic, one).message == first.message


def test_a_key_from_before_these_were_looked_at_answers_with_the_first(here):
    topic, one, _, (asked, _) = here
    first = send(topic, one, reply_to=asked)
    # As it was written then, and so as it has to stay
    old = hashlib.sha256("\x00".join(["", str(topic.pk), "", "いちど"]).encode()).hexdigest()
    assert PostingKey.objects.get(person=one, key="key-aaaa").fingerprint == old
    assert send(topic, one, reply_to=asked).message == first.message
