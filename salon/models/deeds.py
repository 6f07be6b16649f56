"""What moderators did: written once, never changed, and without a word of what was said in a room."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from salon.models.messages import Message, Topic
from salon.models.rooms import Room

REASON_LENGTH = 400


class WrittenOnce(TypeError):
    """What was written down is neither changed nor taken out."""


class DeedQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Facilitators, and administrators, who read in it no word of a room."""
        if not getattr(person, "is_authenticated", False) or not person.is_active:
            return self.none()
        return self if person.is_facilitator or person.is_administrator else self.none()

    def update(self, **fields):
        raise WrittenOnce

    def delete(self):
        raise WrittenOnce

    delete.queryset_only = delete.alters_data = True  # type: ignore[attr-defined]


class Deed(models.Model):
    """Who did what, when, and why. Names stay as they were, when the people have gone."""

    class Kind(models.TextChoices):
        HIDE = "hide", _("書きこみの表示を止めた")
        SHOW = "show", _("書きこみをまた読めるようにした")
        MOVE_MESSAGE = "move_message", _("書きこみをほかの話題に移した")
        MOVE_TOPIC = "move_topic", _("話題をほかのルームに移した")
        MERGE = "merge", _("話題をひとつにまとめた")
        NAME = "name", _("話題の題名や種類を変えた")
        PIN = "pin", _("話題を固定した")
        UNPIN = "unpin", _("話題の固定を外した")
        CLOSE = "close", _("話題を終了した")
        REOPEN = "reopen", _("終了した話題を、また書けるようにした")
        ANNOUNCE = "announce", _("お知らせを出した")
        CAUTION = "caution", _("注意を伝えた")
        EXCLUDE = "exclude", _("しばらく利用を止めた")
        END_EXCLUSION = "end_exclusion", _("利用を、早めに再開した")
        REPORT = "report", _("届いた知らせに対応した")
        ERASE = "erase", _("名前を出さない相談の言葉を消した")
        OPEN_GROUP = "open_group", _("作業グループをつくった")
        TAKE_IN = "take_in", _("作業グループに入れた")
        TAKE_OUT = "take_out", _("作業グループから外した")
        CLOSE_GROUP = "close_group", _("作業グループを終了した")
        REOPEN_GROUP = "reopen_group", _("作業グループをまた開いた")

    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=60)
    # Whom it was about; of an organisation the name alone
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    person_name = models.CharField(max_length=120, blank=True)
    room = models.ForeignKey(Room, models.SET_NULL, null=True, related_name="+")
    to_room = models.ForeignKey(Room, models.SET_NULL, null=True, related_name="+")
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, related_name="+")
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)

    objects = DeedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"deed {self.pk}"

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise WrittenOnce
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise WrittenOnce
