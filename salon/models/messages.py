"""A room has topics, a topic has messages. `(room, seq)` numbers events, of which a post is one kind."""

import uuid
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, Person
from salon.models.rooms import Room

TITLE_LENGTH = 80
TEXT_LENGTH = 5000


NOBODY = uuid.UUID(int=0)


# Every message says some: found out once for all of a topic, of a room
@lru_cache(maxsize=2000)
def topic_address(room: str, topic: int) -> str:
    return reverse("salon:topic", args=[room, topic])


def _address(name: str, room: str, message: uuid.UUID) -> str:
    return _address_of_any(name, room).replace(str(NOBODY), str(message))


@lru_cache(maxsize=2000)
def _address_of_any(name: str, room: str) -> str:
    return reverse(name, args=[room, NOBODY])


class InRoomQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What stands in rooms that the person may read."""
        return self.filter(room__in=Room.objects.visible_to(person).values("pk"))


class TopicQuerySet(InRoomQuerySet):
    def visible_to(self, person):
        """Topics of those rooms; what was merged into another one is no topic any more."""
        return super().visible_to(person).standing()

    def standing(self):
        return self.filter(merged_into=None)


class Topic(models.Model):
    """話題: one subject in a room. `last_seq` is the number of its newest post."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("質問")
        PRACTICE = "practice", _("取組の紹介")
        NEWS = "news", _("お知らせ")
        TALK = "talk", _("おしゃべり")

    room = models.ForeignKey(Room, models.CASCADE, related_name="topics")
    title = models.CharField(_("話題の題名"), max_length=TITLE_LENGTH)
    kind = models.CharField(_("どんな話題ですか"), max_length=8, choices=Kind.choices, default=Kind.TALK)
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    last_seq = models.PositiveBigIntegerField(default=0)
    last_post_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, editable=False, help_text="only of a question")
    pinned_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False, help_text="nothing more is written here")
    announced = models.BooleanField(default=False, editable=False, help_text="the secretariat says it to a whole room")
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="+", help_text="its messages stand there now"
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["-last_seq"]
        indexes = [models.Index(fields=["room", "-last_seq"], name="topic_newest_first")]

    def __str__(self) -> str:
        return f"topic {self.pk}"  # no word of a room in a log


class MessageQuerySet(InRoomQuerySet):
    def without_a_name(self):
        """Asked through the secretariat. It is told from the message: who asked may be gone, and what told of them with it."""
        return self.filter(author=None, organisation=None, written_by_name="")


class Message(models.Model):
    """One post. `seq` is the number of the event that made it; `public_id` is its name outside.

    The author may be empty: a question asked through the secretariat names no person.
    `organisation` is whom the message was spoken for on that day, because people move.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="messages")
    # No index of its own: PostgreSQL would take it for `message_in_topic`, and read all of a topic for what is new in it
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="messages", db_index=False)
    seq = models.PositiveBigIntegerField()
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="messages")
    author_name = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="messages")
    written_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", help_text="who of the secretariat wrote it for somebody"
    )
    written_by_name = models.CharField(max_length=60, blank=True)
    of_organisation = models.BooleanField(
        default=False, db_default=False, help_text="written by the secretariat for the whole of the organisation"
    )
    text = models.TextField(_("本文"), max_length=TEXT_LENGTH)
    reply_to = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replies")
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)
    hidden_because = models.CharField(_("理由"), max_length=200, blank=True)

    objects = MessageQuerySet.as_manager()

    # Cards of our own pages that it links to: salon/rooms/previews.py
    previews: Sequence[Any] = ()

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="message_seq")]
        indexes = [
            models.Index(fields=["topic", "seq"], name="message_in_topic"),
            # Which messages a year has, without a look at the messages
            models.Index(fields=["created_at", "id"], name="message_of_a_time"),
        ]

    def __str__(self) -> str:
        return f"message {self.public_id}"

    def get_absolute_url(self) -> str:
        """The page of this one message, with what can be done about it."""
        return _address("salon:message", self.room.slug, self.public_id)

    @property
    def quoted(self) -> "Message | None":
        """What it answers, when that stands in the same room: after a move no word of another room comes along."""
        answered = self.reply_to
        if answered is None or answered.room_id != self.room_id:
            return None
        answered.room = self.room
        return answered

    @property
    def is_readable(self) -> bool:
        """False when its author took it back or the secretariat hid it: then no door shows its text."""
        return self.withdrawn_at is None and self.hidden_at is None

    @property
    def reaction_url(self) -> str:
        return _address("salon:react", self.room.slug, self.public_id)

    @property
    def place_url(self) -> str:
        """Where it stands among the others."""
        return topic_address(self.room.slug, self.topic_id) + f"?at={self.seq}#m-{self.public_id}"

    @property
    def answer_url(self) -> str:
        return topic_address(self.room.slug, self.topic_id) + f"?reply={self.public_id}#composer"

    def reactions_by_kind(self) -> list[tuple["Reaction.Kind", list["Reaction"]]]:
        """Every kind, with who gave it in the order in which they did."""
        given = list(self.reactions.all())
        return [(kind, [one for one in given if one.kind == kind]) for kind in Reaction.Kind]


class MessageVersion(models.Model):
    """What a message said until it was edited. Readable wherever, and as long as, the message is."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="versions")
    text = models.TextField()
    until = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["until", "pk"]


class Reaction(models.Model):
    """A word of response without a message. `WISH` is a signal that the secretariat's desk reads as interest."""

    class Kind(models.TextChoices):
        THANKS = "thanks", _("ありがとう")
        USEFUL = "useful", _("参考になった")
        WISH = "wish", _("うちでもやってみたい")
        CHEER = "cheer", _("応援")

    message = models.ForeignKey(Message, models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["message", "person", "kind"], name="reaction_once")]


class RoomEvent(models.Model):
    """What happened in a room, in order, without a gap. A client asks for all since the last number it holds."""

    class Kind(models.TextChoices):
        POST = "post"
        CHANGE = "change"  # a message is another than it was: edited, taken back, hidden, answered with a reaction
        TOPIC = "topic"  # a topic is another than it was: its title, kind or state
        MOVE = "move"  # a message stands in another topic; without one, a topic came, went or ended in another

    room = models.ForeignKey(Room, models.CASCADE, related_name="events")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="+", help_text="none for `topic`")
    at = models.DateTimeField(default=timezone.now)

    objects = InRoomQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="room_event_seq")]


class PostingKey(models.Model):
    """A key that a client gave to a post, so that sending it again answers with the same message.

    Kept apart from the message, so that a message without an author stays without one.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, help_text="of room, topic, title and text")
    message = models.ForeignKey(Message, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="posting_key_once")]
