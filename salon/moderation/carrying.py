"""What goes along when messages are moved. Whoever keeps more about a message than its id, adds a line here.

What hangs on the message itself (reactions, versions, posting keys, notices, mentions) goes along by itself: it names neither
topic nor room.
"""

from bisect import bisect_right
from collections.abc import Sequence

from members.models import Person
from salon.models import Attachment, Following, Gathering, Message, ReadMark, Seat, Topic
from salon.rooms import summaries

NOTHING_UNREAD = float("inf")


def to_topic(messages: Sequence[Message], target: Topic) -> None:
    """`messages`, still standing in their topic, are about to stand in `target`, another one of the same room."""
    source = messages[0].topic
    marks = {topic.pk: dict(_marks(topic)) for topic in (source, target)}
    floors = dict(Seat.objects.filter(room=target.room_id, floor__gt=0).values_list("person", "floor"))
    people = Person.objects.in_bulk(marks[source.pk].keys() | marks[target.pk].keys())
    is_new = target.last_seq == 0
    for person in people.values():
        floor = floors.get(person.pk, 0)
        there = max(marks[target.pk].get(person.pk, 0), floor)
        here = max(marks[source.pk].get(person.pk, 0), floor)
        # A mark is one number. So that nothing unread is lost, it may go back to before what nobody has seen yet
        unread_there = NOTHING_UNREAD if is_new or there >= target.last_seq else there
        unread_here = min((one.seq - 1 for one in messages if _is_unread(one, person, here)), default=NOTHING_UNREAD)
        mark = min(unread_there, unread_here, max(target.last_seq, messages[-1].seq))
        ReadMark.objects.update_or_create(person=person, topic=target, defaults={"seq": mark})
    _followed_by_who_wrote(messages, target)


def whole_topic(source: Topic, target: Topic) -> None:
    """Nothing stands in `source` any more. Who followed it follows `target`, unless they have said otherwise there."""
    said = Following.objects.filter(topic=target).values("person")
    Following.objects.filter(topic=source).exclude(person__in=said).update(topic=target)
    # Where people talk about it is found from its page
    Gathering.objects.filter(topic=source).update(topic=target)
    # Chosen and not sent yet
    Attachment.objects.filter(topic=source).update(topic=target)
    summaries.join(source, target)


def to_room(topic: Topic, numbers: Sequence[int], first: int) -> None:
    """The messages of `topic`, which had these `numbers` in its old room, have those from `first` on in the new one."""
    read = dict(Seat.objects.filter(room=topic.room_id, floor__gt=0).values_list("person", "floor"))
    for person, seq in _marks(topic):
        read[person] = max(seq, read.get(person, 0))
    ReadMark.objects.filter(topic=topic).delete()
    marks = {person: bisect_right(numbers, seq) for person, seq in read.items()}
    ReadMark.objects.bulk_create(
        ReadMark(person_id=person, topic=topic, seq=first + count - 1) for person, count in marks.items() if count
    )


def _followed_by_who_wrote(messages: Sequence[Message], target: Topic) -> None:
    """Their words stand in `target` now, and what they said of the topic before holds there, unless they spoke of it already."""
    writers = {message.author_id for message in messages if message.author_id}
    muted = Following.objects.filter(topic=messages[0].topic_id, person__in=writers, followed=False)
    quiet = set(muted.values_list("person", flat=True))
    Following.objects.bulk_create(
        (Following(person_id=one, topic=target, followed=one not in quiet) for one in sorted(writers)),
        ignore_conflicts=True,
    )


def _marks(topic: Topic):
    return ReadMark.objects.filter(topic=topic).values_list("person", "seq")


def _is_unread(message: Message, person: Person, mark: int) -> bool:
    if message.withdrawn_at or message.author_id == person.pk:
        return False
    return message.seq > mark and message.created_at >= person.date_joined
