"""What was said can be changed by who said it, hidden by the desk with a reason, and answered in a word."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from salon.models import MessageVersion, Reaction, Room, RoomEvent
from salon.rooms import changing, posting
from salon.rooms.events import events_after, head
from salon.rooms.numbering import RoomClosed
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import key, kinki, outsider, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    topic = topic_in(here, one)
    return said(topic, one, "はじめの考え"), one, two


def last(message):
    return events_after(message.room_id, head(message.room_id) - 1)


def test_an_edit_keeps_the_earlier_text_and_is_an_event(place):
    message, one, _ = place
    changing.edit(one, message, "よく考えた文")
    [event] = last(message)
    assert (event["kind"], event["message"]) == ("change", str(message.public_id))
    assert "よく考えた文" in event["html"]
    assert "はじめの考え" not in event["html"]
    assert list(message.versions.values_list("text", flat=True)) == ["はじめの考え"]


def test_the_same_change_twice_is_one_event(place):
    message, one, two = place
    desk = FacilitatorFactory()
    for step in (
        lambda: changing.edit(one, message, "直した文"),
        lambda: changing.react(two, message, Reaction.Kind.THANKS, True),
        lambda: changing.hide(desk, message, "理由"),
        lambda: changing.show_again(desk, message),
        lambda: changing.withdraw(one, message),
    ):
        step()
        before = head(message.room_id)
        step()
        assert head(message.room_id) == before
    numbers = message.room.events.values_list("seq", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))


def test_what_is_taken_back_is_erased_with_its_earlier_texts(place):
    message, one, two = place
    changing.edit(one, message, "直した文")
    changing.react(two, message, Reaction.Kind.CHEER)
    changing.withdraw(one, message)
    message.refresh_from_db()
    assert message.text == ""
    assert not MessageVersion.objects.filter(message=message).exists()
    assert not message.reactions.exists()
    for event in events_after(message.room_id, 0):
        assert "直した文" not in event["html"]
        assert "はじめの考え" not in event["html"]


@pytest.mark.parametrize("step", ["withdraw", "hide", "edit"])
def test_who_quoted_it_shows_the_change_too(place, step):
    message, one, two = place
    reply = posting.post(person=two, topic=message.topic, text="そうですね", key=key(), reply_to=message).message
    assert "はじめの考え" in last(message)[0]["html"]
    before = head(message.room_id)
    {
        "withdraw": lambda: changing.withdraw(one, message),
        "hide": lambda: changing.hide(FacilitatorFactory(), message, "理由"),
        "edit": lambda: changing.edit(one, message, "直した文"),
    }[step]()
    changed = events_after(message.room_id, before)
    assert [event["message"] for event in changed if event["kind"] == "change"] == [
        str(message.public_id),
        str(reply.public_id),
    ]
    # Lists of topics and rooms count anew
    assert any(event["kind"] == "topic" for event in changed) == (step != "edit")
    assert not any("はじめの考え" in event["html"] for event in changed)


def test_hidden_is_hidden_from_everybody_and_comes_back_whole(place):
    message, _, two = place
    desk = FacilitatorFactory()
    changing.react(two, message, Reaction.Kind.WISH)
    changing.hide(desk, message, "個人のお名前がありました")
    [event] = last(message)
    assert "はじめの考え" not in event["html"]
    assert "個人のお名前がありました" in event["html"]
    changing.show_again(desk, message)
    [event] = last(message)
    assert "はじめの考え" in event["html"]
    assert message.reactions.count() == 1


def test_only_its_author_changes_a_message_and_only_the_desk_hides_one(place):
    message, one, two = place
    before = head(message.room_id)
    for step in (
        lambda: changing.edit(two, message, "他人の文"),
        lambda: changing.edit(FacilitatorFactory(), message, "他人の文"),
        lambda: changing.withdraw(two, message),
        lambda: changing.withdraw(FacilitatorFactory(), message),
        lambda: changing.hide(one, message, "理由"),
        lambda: changing.show_again(one, message),
    ):
        with pytest.raises(changing.NotYours):
            step()
    assert head(message.room_id) == before


def test_who_may_not_read_the_room_changes_nothing_and_answers_nothing(place):
    message, _, _ = place
    stranger = outsider()
    for step in (
        lambda: changing.react(stranger, message, Reaction.Kind.THANKS),
        lambda: changing.edit(stranger, message, "よその文"),
    ):
        with pytest.raises(posting.NotInRoom):
            step()
    assert not RoomEvent.objects.filter(kind=RoomEvent.Kind.CHANGE).exists()


def test_an_author_who_left_the_room_changes_nothing_there(place):
    message, one, _ = place
    one.affiliations.all().delete()
    for step in (lambda: changing.edit(one, message, "戻った文"), lambda: changing.withdraw(one, message)):
        with pytest.raises(posting.NotInRoom):
            step()


def test_what_is_not_there_is_neither_edited_nor_answered(place):
    message, one, two = place
    changing.hide(FacilitatorFactory(), message, "理由")
    with pytest.raises(changing.NotThere):
        changing.edit(one, message, "直した文")
    with pytest.raises(changing.NotThere):
        changing.react(two, message, Reaction.Kind.THANKS)
    with pytest.raises(posting.CannotAnswer):
        posting.post(person=two, topic=message.topic, text="返信", key=key(), reply_to=message)


def test_a_post_answers_only_what_stands_in_its_own_topic(place):
    message, _, two = place
    with pytest.raises(posting.CannotAnswer):
        posting.post(person=two, topic=topic_in(message.room, two), text="返信", key=key(), reply_to=message)


def test_a_reaction_counts_a_person_once_and_can_be_taken_back(place):
    message, _, two = place
    assert changing.react(two, message, Reaction.Kind.WISH)
    assert changing.react(two, message, Reaction.Kind.WISH, True)
    [reaction] = message.reactions.all()
    assert reaction.organisation == two.organisations().get()
    assert not changing.react(two, message, Reaction.Kind.WISH)
    with pytest.raises(ObjectDoesNotExist):
        reaction.refresh_from_db()


def test_in_a_closed_room_nothing_more_is_said_and_what_was_can_be_taken_back(place):
    message, one, two = place
    changing.react(two, message, Reaction.Kind.CHEER)
    Room.objects.update(closed_at=timezone.now())
    for step in (
        lambda: changing.edit(one, message, "終了後の文"),
        lambda: changing.react(two, message, Reaction.Kind.WISH, True),
    ):
        with pytest.raises(RoomClosed):
            step()
    assert not changing.react(two, message, Reaction.Kind.CHEER, False)
    changing.hide(FacilitatorFactory(), message, "理由")
    changing.withdraw(one, message)
    message.refresh_from_db()
    assert message.withdrawn_at
