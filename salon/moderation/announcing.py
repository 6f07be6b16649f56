"""The secretariat says something to one, several or all rooms at once, to each of them once."""

from collections.abc import Iterable

from django.db import transaction

from members.models import Person
from salon.models import Deed, Room, Topic
from salon.rooms import logbook, posting, topics
from salon.rooms.changing import NotYours


def announce(by: Person, rooms: Iterable[Room], title: str, text: str, key: str, pinned: bool = False) -> list[Topic]:
    """A topic of its own in each room, all or none. Sent again with the same key it opens none twice.

    Raises NotYours, NotInRoom, KeyConflict, RoomClosed.
    """
    if not by.is_facilitator:
        raise NotYours
    opened = []
    with transaction.atomic():
        # Rooms are held one after the other, always in this order
        for room in sorted(rooms, key=lambda one: one.pk):
            posted = posting.open_topic(
                person=by, room=room, title=title, text=text, key=f"{key[:40]}-{room.pk}", kind=Topic.Kind.NEWS
            )
            topic = posted.message.topic
            opened.append(topic)
            if posted.new:
                Topic.objects.filter(pk=topic.pk).update(announced=True)
                logbook.write(by, Deed.Kind.ANNOUNCE, topic=topic, person=by)
                if pinned:
                    topics.set_state(by, topic, "pinned", True)
    return opened
