"""名前を出さない相談: what somebody asks the others through the secretariat.

Who asked stands here and nowhere else. What appears in the room is a message without an author, that leads to no
person and no organisation; this table leads to it, and only facilitators and who asked may read this table.
"""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, Person
from salon.models.messages import TEXT_LENGTH, TITLE_LENGTH, Message
from salon.models.rooms import Room


class ConsultationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Who asked, and facilitators. Not the colleagues of who asked."""
        if not getattr(person, "is_authenticated", False) or not person.is_active:
            return self.none()
        return self if person.is_facilitator else self.asked_by(person)

    def asked_by(self, person):
        return self.filter(asker=person)


class Consultation(models.Model):
    """A question, or further words to one (`follows`). `title` and `text` are as asked, `out_…` as they will appear.

    Its name in addresses is no number: numbers would tell the next one how many asked before.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("事務局が読んでいます")
        PROPOSED = "proposed", _("確認をお願いします")
        SCHEDULED = "scheduled", _("まもなく出ます")
        RELEASED = "released", _("ルームに出ました")
        ENDED = "ended", _("出さずに終わりました")

    # Nothing of it has appeared yet
    BEFORE = (State.WAITING, State.PROPOSED, State.SCHEDULED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asker = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, help_text="of the form, so that sending it twice asks once")
    follows = models.ForeignKey("self", models.CASCADE, null=True, related_name="further")
    wished_room = models.ForeignKey(
        Room, models.SET_NULL, null=True, related_name="+", help_text="empty: the secretariat chooses"
    )
    title = models.CharField(_("話題の題名"), max_length=TITLE_LENGTH, blank=True)
    text = models.TextField(_("本文"), max_length=TEXT_LENGTH)
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(_("状態"), max_length=9, choices=State.choices, default=State.WAITING)
    room = models.ForeignKey(Room, models.SET_NULL, null=True, related_name="+")
    out_title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    out_text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    words = models.TextField(max_length=1000, blank=True, help_text="what the secretariat writes to the asker")
    release_at = models.DateTimeField(null=True)
    message = models.OneToOneField(Message, models.SET_NULL, null=True, related_name="+")
    withdrawal_asked_at = models.DateTimeField(null=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["asker", "key"], name="consultation_key_once")]
        indexes = [models.Index(fields=["state", "release_at"], name="consultation_due")]

    def __str__(self) -> str:
        return f"consultation {self.public_id}"

    @property
    def is_before(self) -> bool:
        return self.state in self.BEFORE

    @property
    def is_taken_back(self) -> bool:
        """It appeared, and is away or about to be."""
        return bool(self.withdrawal_asked_at or (self.message and self.message.withdrawn_at))

    @property
    def is_proposed(self) -> bool:
        return self.state == self.State.PROPOSED
