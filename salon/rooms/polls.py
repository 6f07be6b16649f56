"""アンケート: asking, voting, closing.

Each vote is a change of the message that carries the poll; where no names are shown, each step of votes and the end. Between
the steps a vote, a first one or a changed one, leaves no trace that others see: no number, no event, no moment.
"""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from members.models import Organisation, Person
from salon.models import Ballot, Message, Poll, Room, RoomEvent, Topic
from salon.models.polls import STEP
from salon.rooms import numbering, posting
from salon.searching import index


class Ended(Exception):
    """Its time is over, or its topic or room was closed, or the message is not readable any more."""


class NoVoice(Exception):
    """A poll of organisations, and the person speaks for none in the room."""


def ask(*, person: Person, room: Room, topic: Topic | None, title: str, text: str, key: str, facts: dict) -> Message:
    """Post a message with a poll, in `topic` or as a new one. `facts`: fields of Poll. Raises what posting raises.

    KeyConflict also where the first press asked something else, or nothing at all.
    """
    with transaction.atomic():
        text = text or facts["question"]
        if topic:
            posted = posting.post(person=person, topic=topic, text=text, key=key)
        else:
            kind = Topic.Kind.QUESTION
            posted = posting.open_topic(person=person, room=room, title=title, text=text, key=key, kind=kind)
        if posted.new:
            Poll.objects.create(message=posted.message, counts=[0] * len(facts["options"]), **facts)
            index.messages([posted.message])
        elif not _is_as_asked(posted.message, facts):
            raise posting.KeyConflict
        return posted.message


def _is_as_asked(message: Message, facts: dict) -> bool:
    if message.withdrawn_at:
        return True  # its poll went with it
    found = Poll.objects.filter(message=message).first()
    return found is not None and all(getattr(found, name) == value for name, value in facts.items())


def speakers(person: Person, poll: Poll) -> list[Organisation]:
    """Organisations of the room for which the person may vote in a poll of organisations."""
    room = poll.message.room
    return list(room.organisations().filter(pk__in=person.organisations().values("pk")).order_by("pk"))


def takes_votes(poll: Poll) -> bool:
    """A poll whose topic or room was closed rests: its day may come before they are opened again, or after."""
    message = poll.message
    return poll.is_open and message.is_readable and not (message.topic.closed_at or message.room.closed_at)


def vote(person: Person, poll: Poll, choices: list[int], organisation: Organisation | None = None) -> None:
    """Until it ends a vote can be changed; the same again changes nothing. Raises Ended, NoVoice, NotInRoom."""
    with transaction.atomic():
        numbering.hold(person, poll.message.room_id)
        found = Poll.objects.select_related("message__topic", "message__room").filter(pk=poll.pk).first()
        if found is None:  # its message was taken back, and what it asked with it
            raise Ended
        if found.message.room_id != poll.message.room_id:  # it was moved away a moment ago
            raise numbering.NotInRoom
        poll, message = found, found.message
        if not takes_votes(poll):
            raise Ended
        if poll.by_organisation:
            mine = speakers(person, poll)
            organisation = organisation or next(iter(mine), None)
            if organisation not in mine:
                raise NoVoice
            voter = f"o{organisation.pk}" if organisation else ""
        else:
            organisation, voter = None, f"p{person.pk}"
        chosen = sorted(set(choices))
        before = Ballot.objects.filter(poll=poll, voter=voter).first()
        if before and before.choices == chosen:
            return
        Ballot.objects.update_or_create(
            poll=poll,
            voter=voter,
            defaults={"person": person, "organisation": organisation, "choices": chosen, "at": timezone.now()},
        )
        if poll.named or poll.ballots.count() // STEP > poll.voters // STEP:
            _count(poll)
            numbering.record(RoomEvent.Kind.CHANGE, message.topic, message)


def ballots_of(person: Person, poll: Poll) -> list[Ballot]:
    """What the person, or the organisations of the person, have chosen so far."""
    voters = [f"o{one.pk}" for one in speakers(person, poll)] if poll.by_organisation else [f"p{person.pk}"]
    return list(poll.ballots.filter(voter__in=voters).select_related("organisation"))


def may_see_results(poll: Poll, own: list[Ballot]) -> bool:
    return not poll.is_open or (poll.results == Poll.Results.VOTED and bool(own))


def names(poll: Poll) -> list[list[str]]:
    """For each option who chose it; empty lists where the poll shows numbers only."""
    found: list[list[str]] = [[] for _ in poll.options]
    for ballot in poll.ballots.select_related("person", "organisation") if poll.named else ():
        who: Organisation | Person | None = ballot.organisation if poll.by_organisation else ballot.person
        if who:
            for choice in ballot.choices:
                found[choice].append(who.name)
    return found


def close_due(now: datetime | None = None) -> int:
    """Called by the clock, in any process: tell the rooms which polls have ended. Answers how many."""
    due = Poll.objects.filter(closed_at=None, closes_at__lte=now or timezone.now()).select_related("message")
    return sum(_close(poll) for poll in due)


def _close(poll: Poll) -> bool:
    with transaction.atomic():
        Room.objects.select_for_update().only("pk").get(pk=poll.message.room_id)
        if not Poll.objects.filter(pk=poll.pk, closed_at=None).update(closed_at=poll.closes_at):
            return False  # another process was here
        _count(poll)
        message = Message.objects.select_related("topic").get(pk=poll.message_id)
        if message.is_readable:
            numbering.record(RoomEvent.Kind.CHANGE, message.topic, message)
        return True


def _count(poll: Poll) -> None:
    add_up(poll)
    poll.save(update_fields=["counts", "voters"])


def add_up(poll: Poll) -> None:
    """All votes, into `poll` as it stands here."""
    chosen = list(poll.ballots.values_list("choices", flat=True))
    counts = Counter(choice for choices in chosen for choice in choices)
    poll.counts, poll.voters = [counts[number] for number in range(len(poll.options))], len(chosen)
