"""名前を出さない相談: asked through the secretariat, released without a name and at a time that tells nothing.

Nothing that others can meet may differ by who asked. So the message has no author, no organisation and no posting key;
the texts before the release stay in `Consultation`; and who asked reads the room like anybody else: the question is
unread to them, too. A room must be large enough that "one of us" could be several.
"""

import hashlib
import random
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from members.models import Organisation, Person
from salon.desk import telling
from salon.models import Consultation, Message, Room, RoomEvent, Topic
from salon.rooms import attendance, changing, posting, reading, topics

State = Consultation.State
# The first part of the time brings nothing out, or what appears at once would be of who was there a moment ago
SOONEST = 0.1


class TooLate(Exception):
    """It was released, ended or changed in the meantime."""


class NoRoom(Exception):
    """Not a room where it could appear: the asker reads no answers there, or too few are in it."""


def name_shown() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("事務局より（ある団体からの相談）")


def _title_without_words() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("取り下げられた相談")


def rooms_for(asker: Person) -> list[Room]:
    """Where a question of this person may appear."""
    kinds = (Room.Kind.BLOCK, Room.Kind.THEME, Room.Kind.SMALL_TALK, Room.Kind.GROUP)
    found = Room.objects.visible_to(asker).filter(kind__in=kinds, closed_at=None)
    is_sample = set(asker.organisations().values_list("is_sample", flat=True)) == {True}
    return [room for room in found if attendance.could_be_several(room, is_sample)]


def ask(
    *, asker: Person, organisation: Organisation, title: str, text: str, room: Room | None, key: str
) -> Consultation:
    """Leave a question with the secretariat. The same key again answers with the first. Raises KeyConflict."""
    return _left(asker, key, organisation=organisation, title=title, text=text, wished_room=room, follows=None)


def say_more(consultation: Consultation, text: str, key: str) -> Consultation:
    """Further words of the asker beneath the question, by the same way.

    Raises KeyConflict, and TooLate where the question did not appear or was taken back.
    """
    if consultation.follows_id or not consultation.message or consultation.is_taken_back:
        raise TooLate
    words = {"organisation": consultation.organisation, "title": "", "text": text, "follows": consultation}
    # Where that stands is not asked again: it may have been moved since
    return _left(consultation.asker, key, also={"wished_room": consultation.message.room}, **words)


def _left(asker: Person, key: str, also: dict | None = None, **words) -> Consultation:
    """Once for each key; other words with it were not left, and nobody is told that they were."""
    found, is_new = Consultation.objects.get_or_create(asker=asker, key=key, defaults=words | (also or {}))
    if not is_new and any(getattr(found, name) != value for name, value in words.items()):
        raise posting.KeyConflict
    return found


def prepare(consultation: Consultation, *, room: Room, title: str, text: str, words: str = "") -> Consultation:
    """What will appear, and where. Unchanged words in the room that was wished are released; others are asked about.

    Raises TooLate, NoRoom.
    """
    with transaction.atomic():
        held = _held(consultation, (State.WAITING, State.PROPOSED))
        if room.pk not in {one.pk for one in rooms_for(held.asker)}:
            raise NoRoom
        held.room, held.out_title, held.out_text, held.words = room, title, text, words
        as_asked = (title, text) == (held.title, held.text) and held.wished_room_id in (None, room.pk)
        if as_asked:
            _schedule(held)
        else:
            held.state = State.PROPOSED
            telling.to_asker(held.asker)
        held.save()
        return held


def agree(consultation: Consultation, seen: str) -> None:
    """The asker has read what will appear. `seen`: the `fingerprint` of that. Raises TooLate."""
    with transaction.atomic():
        held = _held(consultation, (State.PROPOSED,))
        if fingerprint(held) != seen:
            raise TooLate
        _schedule(held)
        held.save()


def fingerprint(consultation: Consultation) -> str:
    """Of room and words: what somebody agrees to."""
    parts = (str(consultation.room_id), consultation.out_title, consultation.out_text)
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:20]


def withdraw(consultation: Consultation) -> bool:
    """The asker takes it back. True when nothing had appeared; else the secretariat is asked to take it away."""
    with transaction.atomic():
        held = Consultation.objects.select_for_update().get(pk=consultation.pk)
        before = held.is_before
        if before:
            held.state, held.release_at = State.ENDED, None
        elif held.state == State.RELEASED and not held.is_taken_back:
            held.withdrawal_asked_at = timezone.now()
            _nothing_follows(held)
        held.save()
        return before


def send_back(consultation: Consultation, words: str) -> None:
    """The secretariat does not release it, and says why. Raises TooLate."""
    with transaction.atomic():
        held = _held(consultation, Consultation.BEFORE)
        held.state, held.release_at, held.words = State.ENDED, None, words
        held.save()
        telling.to_asker(held.asker)


def erase(consultation: Consultation, facilitator: Person) -> None:
    """Take away what appeared. Its words go, here too. Raises TooLate, NotYours, NotInRoom."""
    with transaction.atomic():
        held = _held(consultation, (State.RELEASED,))
        if held.message is None:
            raise TooLate
        changing.withdraw_for(facilitator, held.message)
        _nothing_follows(held)
        # The title was said by the asker, too, also where the question was moved out of it. In a topic of somebody else it stays
        stood = RoomEvent.objects.filter(message=held.message).values("topic")
        titled = Topic.objects.standing().filter(pk__in=stood, opened_by=None, title=held.out_title)
        for topic in () if held.follows_id else titled:
            topics.name(facilitator, topic, _title_without_words(), topic.kind)
        held.withdrawal_asked_at = None
        held.out_title = held.out_text = ""
        held.save()


def release_due() -> int:
    """Called by the clock, in any process. Answers how many appeared."""
    due = Consultation.objects.filter(state=State.SCHEDULED, release_at__lte=timezone.now())
    return sum(_release(pk) for pk in due.values_list("pk", flat=True))


def _release(pk: int) -> bool:
    with transaction.atomic():
        held = Consultation.objects.select_for_update(of=("self",)).get(pk=pk)
        if held.state != State.SCHEDULED:
            return False  # another process was here, or the asker took it back
        question = None if held.follows is None or held.follows.is_taken_back else held.follows.message
        topic = question.topic if question else None
        room = topic.room if topic else held.room
        try:
            if room is None or (held.follows and topic is None) or not _may_appear_in(room, held.asker):
                raise posting.TopicClosed
            held.message = posting.publish(
                room=room,
                topic=topic,
                title=held.out_title,
                text=held.out_text,
                name=name_shown(),
                kind=Topic.Kind.QUESTION,
            )
        except posting.Moved:
            return False  # at this very moment: the next look finds where it went
        except (posting.TopicClosed, posting.RoomClosed):
            # The desk looks for another place
            held.state, held.release_at = State.WAITING, None
        else:
            held.state = State.RELEASED
        held.save()
        return held.state == State.RELEASED


def _may_appear_in(room: Room, asker: Person) -> bool:
    """Hours have passed since it was prepared: organisations left, the topic was moved, the asker was shut out."""
    return room.pk in {one.pk for one in rooms_for(asker)}


def new_answers(asker: Person) -> dict[int, int]:
    """For each topic of one's questions how many answers one has not read; what appeared for oneself is none."""
    own = Consultation.objects.asked_by(asker).exclude(message=None)
    topics = own.filter(follows=None).values("message__topic")
    found = reading.unread_messages(asker).filter(topic__in=topics).exclude(pk__in=own.values("message"))
    counts: dict[int, int] = {}
    for topic in found.values_list("topic", flat=True):
        counts[topic] = counts.get(topic, 0) + 1
    return counts


def waiting() -> int:
    """How many wait for a facilitator."""
    return at_the_desk().count()


def at_the_desk():
    """Those that a facilitator has to do something about, longest first."""
    asked = Consultation.objects.filter(state=State.WAITING) | Consultation.objects.filter(
        state=State.RELEASED, withdrawal_asked_at__isnull=False
    )
    return asked.order_by("asked_at", "pk")


def answers_to(consultation: Consultation) -> list[Message]:
    """Readable messages of others in its topic, oldest first."""
    if consultation.message is None:
        return []
    own = Consultation.objects.filter(asker=consultation.asker).exclude(message=None).values("message")
    found = Message.objects.visible_to(consultation.asker).filter(
        topic=consultation.message.topic_id, withdrawn_at=None, hidden_at=None
    )
    return list(found.exclude(pk__in=own).select_related("organisation", "room"))


def _nothing_follows(question: Consultation) -> None:
    """Further words that have not appeared would tell the room what is being taken away."""
    question.further.filter(state__in=Consultation.BEFORE).update(state=State.ENDED, release_at=None)


def _held(consultation: Consultation, states) -> Consultation:
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if held.state not in states:
        raise TooLate
    return held


def _schedule(held: Consultation) -> None:
    part = random.SystemRandom().uniform(SOONEST, 1.0)
    held.state = State.SCHEDULED
    held.release_at = timezone.now() + timedelta(hours=settings.CONSULTATION_HOURS * part)
