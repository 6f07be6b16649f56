"""A room has topics, a topic has messages. `(room, seq)` numbers events, of which a post is one kind."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, Person
from salon.models.rooms import Room

TITLE_LENGTH = 80
TEXT_LENGTH = 5000


class InRoomQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What stands in rooms that the person may read."""
        return self.filter(room__in=Room.objects.visible_to(person).values("pk"))


class Topic(models.Model):
    """話題: one subject in a room. `last_seq` is the number of its newest post."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="topics")
    title = models.CharField(_("話題の題名"), max_length=TITLE_LENGTH)
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    last_seq = models.PositiveBigIntegerField(default=0)
    last_post_at = models.DateTimeField(default=timezone.now)

    objects = InRoomQuerySet.as_manager()

    class Meta:
        ordering = ["-last_seq"]
        indexes = [models.Index(fields=["room", "-last_seq"], name="topic_newest_first")]

    def __str__(self) -> str:
        return f"topic {self.pk}"  # no word of a room in a log


class Message(models.Model):
    """One post. `seq` is the number of the event that made it; `public_id` is its name outside.

    The author may be empty: a question asked through the secretariat names no person.
    `organisation` is whom the message was spoken for on that day, because people move.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="messages")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="messages")
    seq = models.PositiveBigIntegerField()
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="messages")
    author_name = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="messages")
    text = models.TextField(_("本文"), max_length=TEXT_LENGTH)
    created_at = models.DateTimeField(default=timezone.now)

    objects = InRoomQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="message_seq")]
        indexes = [models.Index(fields=["topic", "seq"], name="message_in_topic")]

    def __str__(self) -> str:
        return f"message {self.public_id}"


class RoomEvent(models.Model):
    """What happened in a room, in order, without a gap. A client asks for all since the last number it holds."""

    class Kind(models.TextChoices):
        POST = "post"

    room = models.ForeignKey(Room, models.CASCADE, related_name="events")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, models.CASCADE, related_name="+")
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
