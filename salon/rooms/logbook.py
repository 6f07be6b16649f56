"""What moderators did is written down here, in the transaction that did it."""

from members.models import Organisation, Person
from salon.models import Deed, Message, Room, Topic


def write(
    by: Person,
    kind: str,
    *,
    person: Person | None = None,
    room: Room | None = None,
    to_room: Room | None = None,
    topic: Topic | None = None,
    message: Message | None = None,
    reason: str = "",
    organisation: Organisation | None = None,
) -> Deed:
    """One line of the log. Of a message only which one it was, and whose; never what it says."""
    topic = topic or (message.topic if message else None)
    about = person or (message.author if message else None)
    return Deed.objects.create(
        by=by,
        by_name=by.name,
        kind=kind,
        person=about,
        person_name=about.name if about else organisation.name if organisation else "",
        room=room or (topic.room if topic else None),
        to_room=to_room,
        topic=topic,
        message=message,
        reason=reason,
    )
