"""お知らせ: what a person wants to hear of, and what was made of it. No word of a room stands here."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Affiliation, Person
from salon.models.mentions import Mention
from salon.models.messages import Message, Topic
from salon.models.reading import ReadMark
from salon.models.rooms import Room, Seat


class OwnQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What somebody follows or wants is nobody else's business."""
        return self.filter(person=person) if getattr(person, "is_authenticated", False) else self.none()


class Following(models.Model):
    """A person and a topic: followed (opened, answered or chosen) or muted. No row: neither."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")
    followed = models.BooleanField(help_text="False: muted")

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="following_once")]


_OF_THEM = Q(person=OuterRef("person"))


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own, about messages that one may read at this moment and that still say something."""
        rooms = Room.objects.visible_to(person)
        if not getattr(person, "is_authenticated", False):
            return self.none()
        return self.filter(
            person=person, message__room__in=rooms.values("pk"), message__withdrawn_at=None, message__hidden_at=None
        )

    def waiting(self, day=None):
        """Neither put away nor read in its topic. What an edit brought is below the mark and waits to be put away.

        Nor a call that an edit took out again: who called the wrong person, tells that one no more. Nor anything in a
        room of which the person wants to hear nothing by now, or that only followed a topic which is muted by now.
        """
        mark = ReadMark.objects.filter(person=OuterRef("person"), topic=OuterRef("message__topic")).values("seq")
        return self.annotate(read_up_to=Coalesce(Subquery(mark), Value(0))).filter(
            ~Q(kind=Notice.Kind.MENTION) | Q(message__reply_to__author=F("person")) | Exists(_calls(day)),
            Q(by_edit=True) | Q(message__seq__gt=F("read_up_to")),
            ~Exists(Seat.objects.filter(_OF_THEM, room=OuterRef("message__room"), level=Seat.Level.NOTHING)),
            ~Q(kind=Notice.Kind.FOLLOWED)
            | ~Exists(Following.objects.filter(_OF_THEM, topic=OuterRef("message__topic"), followed=False)),
            seen_at=None,
        )


def _calls(day: date | None) -> models.QuerySet[Mention]:
    """Of a notice in a query, what in its message calls its person today, or on another day."""
    belongs = Affiliation.objects.current(day).filter(
        person=OuterRef(OuterRef("person")), organisation=OuterRef("organisation")
    )
    desk = Person.objects.filter(pk=OuterRef(OuterRef("person")), is_facilitator=True)
    return Mention.objects.filter(message=OuterRef("message")).filter(
        Q(person=OuterRef("person")) | Exists(belongs) | (Q(person=None, organisation=None) & Exists(desk))
    )


class Notice(models.Model):
    """Why a message concerns a person. Of a followed topic there is one until it was read, however much comes."""

    class Kind(models.TextChoices):
        MENTION = "mention", _("あなたあて")
        REPLY = "reply", _("あなたへの返信")
        FOLLOWED = "followed", _("追っている話題")

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    by_edit = models.BooleanField(default=False, help_text="the message called the person only later")
    made_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "message", "kind"], name="notice_once")]

    def __str__(self) -> str:
        return f"notice {self.pk}"

    @property
    def is_personal(self) -> bool:
        return self.kind != self.Kind.FOLLOWED


class NoticeHead(models.Model):
    """Up to which event of a room notices have been made. Whoever makes them holds this row."""

    room = models.OneToOneField(Room, models.CASCADE, related_name="notice_head")
    seq = models.PositiveBigIntegerField(default=0)


class Wishes(models.Model):
    """お知らせの受けとり方. Without a row the defaults hold; which mails come at all is a `Consent`."""

    class Digest(models.TextChoices):
        DAILY = "daily", _("毎日")
        WEEKLY = "weekly", _("週に1回（月曜日）")

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=6, choices=Digest.choices, default=Digest.WEEKLY)
    quiet_from = models.PositiveSmallIntegerField(default=21, help_text="hour in Japan; the same as until: never quiet")
    quiet_until = models.PositiveSmallIntegerField(default=8)

    objects = OwnQuerySet.as_manager()


class DigestRound(models.Model):
    """Digests of this kind have been handed over for the period that began on `day`."""

    digest = models.CharField(max_length=6, choices=Wishes.Digest.choices)
    day = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "day"], name="digest_round_once")]
