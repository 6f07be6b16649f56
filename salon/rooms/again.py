"""A post came again with its key: whether it also speaks for the same organisation and answers the same message.

Both are read from the message itself, so they stand in no fingerprint, and a key of any age can be asked. What the
person cannot say any more when the post comes again makes no other post of it: an organisation that was left, an
answered message that was taken back.
"""

from members.models import Organisation, Person
from salon.models import Message, Topic
from salon.rooms.speaking import speaks_for


def is_same(
    first: Message, person: Person, topic: Topic | None, organisation: Organisation | None, reply_to: Message | None
) -> bool:
    """`first` is what the key led to. `topic` None: the post opens one; `organisation` None: it names none."""
    return _speaks_for_the_same(first, person, organisation) and _answers_the_same(first, topic, reply_to)


def _speaks_for_the_same(first: Message, person: Person, organisation: Organisation | None) -> bool:
    # For whom somebody else spoke is told by their voice
    if first.written_by_id or organisation in (None, first.organisation):
        return True
    return first.organisation not in speaks_for(person, first.room)


def _answers_the_same(first: Message, topic: Topic | None, reply_to: Message | None) -> bool:
    answered = first.reply_to
    if topic is None or answered is None or reply_to:
        return reply_to == answered
    return not (answered.is_readable and answered.topic_id in (topic.pk, topic.merged_into_id))
