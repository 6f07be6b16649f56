"""添付: pictures and documents of a message. What is on the disk has a row here, always; the row goes last."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from salon.models.messages import Message, Topic
from salon.models.rooms import Room

ALT_LENGTH = 200


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of messages that stand in rooms the person may read, and one's own that wait to be sent there."""
        rooms = Room.objects.visible_to(person).values("pk")
        stands = Q(message__room__in=rooms, message__withdrawn_at=None, message__hidden_at=None)
        waits = Q(message=None, person=person.pk, room__in=rooms)
        return self.filter(stands | waits, dropped_at=None)

    def waiting_of(self, person):
        """What the person has uploaded and not sent yet."""
        return self.filter(person=person, message=None, dropped_at=None)

    def waiting_for(self, person, room, topic):
        """Of that, what was chosen in the form of this topic, or of a new one in the room."""
        place = {"topic": topic} if topic else {"topic": None, "room": room}
        return self.waiting_of(person).filter(**place).order_by("pk")


class Attachment(models.Model):
    """One file. It waits for its message until that is posted; without one it is erased after a day.

    Until it is whole on the disk it counts as dropped already.

    Nothing here is deleted with something else (SET_NULL): a row that lost its message leads to its file, and both are
    erased by salon/rooms/keeping.py.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="attachments")
    place = models.PositiveSmallIntegerField(default=0, help_text="among the files of its message")
    room = models.ForeignKey(Room, models.SET_NULL, null=True, related_name="+", help_text="where it was uploaded")
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, related_name="+", help_text="in whose form it was uploaded; none: a new one"
    )
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="bytes, as kept")
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was uploaded")
    width = models.PositiveIntegerField(null=True, help_text="of the small picture, as its height")
    height = models.PositiveIntegerField(null=True)
    alt = models.CharField(_("写真の説明"), max_length=ALT_LENGTH, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    dropped_at = models.DateTimeField(null=True, editable=False, help_text="seen by nobody, about to be erased")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(message=None), name="attachment_without_message"),
        ]

    def __str__(self) -> str:
        return f"attachment {self.public_id}"  # a name of a file may say a lot

    def get_absolute_url(self) -> str:
        return reverse("salon:file", args=[self.public_id])

    @property
    def small_url(self) -> str:
        return reverse("salon:file-small", args=[self.public_id])

    @property
    def remove_url(self) -> str:
        return reverse("salon:file-remove", args=[self.public_id])

    @property
    def is_picture(self) -> bool:
        return self.width is not None

    @property
    def kind(self) -> str:
        """PDF, DOCX, …: what people call it."""
        return self.name.rpartition(".")[2].upper()
