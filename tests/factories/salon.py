"""Rooms with people in them, and something said."""

import itertools
from datetime import timedelta

from django.utils import timezone

from members.models import Organisation, Person
from salon.gatherings import opening as gatherings
from salon.models import Exclusion, Gathering, Message, Poll, Room, Topic
from salon.rooms import opening, polls, posting
from tests.factories.members import OrganisationFactory, member_of

_keys = itertools.count()


def key() -> str:
    return f"key-{next(_keys):08}"


def room(name: str = "近畿") -> Room:
    """The room of a block or theme that exists, or small talk."""
    opening.open_rooms()
    return Room.objects.get(name=name)


def kinki() -> tuple[Room, Person, Person]:
    """The room 近畿 with two people of two organisations."""
    one = member_of(OrganisationFactory(name="大阪の団体", prefecture="大阪府"), name="大阪のひと")
    two = member_of(OrganisationFactory(name="兵庫の団体", prefecture="兵庫県"), name="兵庫のひと")
    return room("近畿"), one, two


def outsider(prefecture: str = "北海道") -> Person:
    """A member of another block: somebody to leak to."""
    return member_of(OrganisationFactory(name="よその団体", prefecture=prefecture), name="よそのひと")


def excluded(person: Person, room: Room | None, days: int = 7) -> Exclusion:
    until = timezone.localdate() + timedelta(days=days)
    return Exclusion.objects.create(person=person, room=room, reason="理由", until=until)


def topic_in(room: Room, person: Person, title: str = "話題の題", text: str = "はじめの文") -> Topic:
    return posting.open_topic(person=person, room=room, title=title, text=text, key=key()).message.topic


def said(topic: Topic, person: Person, text: str = "つぎの文", organisation: Organisation | None = None) -> Message:
    return posting.post(person=person, topic=topic, text=text, key=key(), organisation=organisation).message


def poll_in(topic: Topic, person: Person, question: str = "いつがよいですか", **facts) -> Poll:
    """A poll with the options 春, 夏, 秋 that is open for an hour."""
    facts = {"options": ["春", "夏", "秋"], "closes_at": timezone.now() + timedelta(hours=1)} | facts
    facts["question"] = question
    message = polls.ask(person=person, room=topic.room, topic=topic, title="", text="", key=key(), facts=facts)
    return Poll.objects.get(message=message)


def gathering_facts(**more) -> dict:
    """Fields of a gathering of two hours in a place, in a week."""
    starts = (timezone.now() + timedelta(days=7)).replace(microsecond=0)
    facts = {"title": "お茶の集い", "text": "お茶を飲みます。", "form": "place", "place": "みなと会館", "online": ""}
    return facts | {"seats": None, "is_public": False, "starts": starts, "ends": starts + timedelta(hours=2)} | more


def gathering_in(room: Room | None, person: Person, **facts) -> Gathering:
    """`room` None: of the whole network."""
    return gatherings.open_gathering(person=person, room=room, facts=gathering_facts(**facts), key=key())
