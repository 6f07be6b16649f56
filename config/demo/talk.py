"""Rooms, and what the people of the 見本 organisations say in them. Nobody of a real organisation says anything."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from config.demo.attached import attached
from config.demo.content.talk import ANSWERED, KINDS, PINNED, REACTIONS, TOPICS
from members.models import Person
from salon.models import Message, PostingKey, Room, RoomEvent, Seat, Topic
from salon.rooms.changing import react
from salon.rooms.opening import open_rooms
from salon.rooms.posting import open_topic, post
from salon.rooms.topics import set_state

READ_UP_TO = timedelta(days=3)


def load() -> None:
    """Idempotent: every post carries a fixed key."""
    open_rooms()
    people = Person.objects.in_bulk(field_name="email")
    rooms = {room.name: room for room in Room.objects.all()}
    for number, (room, title, posts) in enumerate(TOPICS):
        topic = None
        for position, (who, hours_ago, text) in enumerate(posts):
            person, key = people[f"{who}@example.org"], f"demo-{number:02}-{position:02}"
            said = {"person": person, "text": text.replace("{site}", settings.SITE_URL), "key": key}
            said["attached"] = attached(person, rooms[room], key)
            if topic:
                posted = post(topic=topic, **said)
            else:
                kind = KINDS.get(title, Topic.Kind.TALK)
                posted = open_topic(room=rooms[room], title=title, kind=kind, **said)
            topic = posted.message.topic
            if posted.new:
                _date(posted.message, topic, timezone.now() - timedelta(hours=hours_ago))
    _respond(people)
    _read_what_is_old()


def _respond(people: dict[str, Person]) -> None:
    """Some topics are pinned or answered, some messages have found an echo."""
    for state, titles in (("pinned", PINNED), ("answered", ANSWERED)):
        for topic in Topic.objects.filter(title__in=titles):
            set_state(people["facilitator@example.org"], topic, state, True)
    for number, position, kind, who in REACTIONS:
        key = PostingKey.objects.select_related("message").get(key=f"demo-{number:02}-{position:02}")
        react(people[f"{who}@example.org"], key.message, kind, True)


def _date(message: Message, topic: Topic, at) -> None:
    """Talk that looks as if it had been going on for weeks."""
    Message.objects.filter(pk=message.pk).update(created_at=at)
    RoomEvent.objects.filter(message=message).update(at=at)
    Topic.objects.filter(pk=topic.pk).update(last_post_at=at)


def _read_what_is_old() -> None:
    """People who have been here for months and have read all but the last days."""
    now = timezone.now()
    talkers = Person.objects.filter(messages__isnull=False).distinct()
    Person.objects.filter(pk__in=list(talkers.values_list("pk", flat=True))).update(
        date_joined=now - timedelta(days=90)
    )
    for room in Room.objects.all():
        old = room.messages.filter(created_at__lt=now - READ_UP_TO).aggregate(seq=Max("seq"))["seq"]
        for person in talkers.filter(pk__in=room.people().values("pk")) if old else ():
            Seat.objects.get_or_create(person=person, room=room, defaults={"floor": old})
