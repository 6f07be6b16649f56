"""ルーム: who is in one is derived from the organisation; only rooms the secretariat makes list their members.

The room of an organisation with the secretariat, and the secretariat's own, follow from what people are, too.
"""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Block, Organisation, Person, Theme
from members.models.people import organisations_of
from members.prepared import any_of, part, prepared
from salon.models.exclusions import Exclusion


class RoomQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The one rule of who reads a room: page, feed, search, socket and mail all ask here."""
        if not getattr(person, "is_authenticated", False) or not person.is_active:
            return self.none()
        if person.is_facilitator:
            return self
        return self.filter(pk__in=_reads(person.pk))


class Room(models.Model):
    """One place to talk. `last_seq` is the number of its newest event and the head that sockets compare."""

    class Kind(models.TextChoices):
        BLOCK = "block", _("ブロック")
        THEME = "theme", _("テーマ")
        SMALL_TALK = "small_talk", _("雑談")
        INTRODUCTION = "introduction", _("おつなぎ")
        GROUP = "group", _("作業グループ")
        OWN = "own", _("団体と事務局")
        DESK = "desk", _("事務局")

    # Kinds whose members are listed one by one
    LISTED = (Kind.INTRODUCTION, Kind.GROUP)
    # Kinds whose names tell nothing about anybody
    DERIVED = (Kind.BLOCK, Kind.THEME, Kind.SMALL_TALK)

    slug = models.SlugField(_("アドレスに使う名前"), max_length=60, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    purpose = models.CharField(_("このルームについて"), max_length=200, blank=True)
    kind = models.CharField(_("種類"), max_length=12, choices=Kind.choices)
    block = models.OneToOneField(
        Block, models.PROTECT, verbose_name=_("ブロック"), null=True, blank=True, related_name="room"
    )
    theme = models.OneToOneField(
        Theme, models.PROTECT, verbose_name=_("テーマ"), null=True, blank=True, related_name="room"
    )
    organisation = models.OneToOneField(
        Organisation, models.CASCADE, null=True, blank=True, related_name="own_room", help_text="whose own room it is"
    )
    closed_at = models.DateTimeField(null=True, editable=False, help_text="nothing more is written here")
    order = models.PositiveSmallIntegerField(_("並び順"), default=0)
    last_seq = models.PositiveBigIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = verbose_name_plural = _("ルーム")
        constraints = [
            models.CheckConstraint(
                name="room_kind_fits",
                condition=Q(kind="block", block__isnull=False, theme=None, organisation=None)
                | Q(kind="theme", theme__isnull=False, block=None, organisation=None)
                | Q(kind="own", organisation__isnull=False, block=None, theme=None)
                | (~Q(kind__in=["block", "theme", "own"]) & Q(block=None, theme=None, organisation=None)),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_derived(self) -> bool:
        return self.kind in self.DERIVED

    def organisations(self) -> models.QuerySet[Organisation]:
        """Organisations that are in this room today."""
        found = Organisation.objects.active().opening_rooms()
        if self.kind == self.Kind.BLOCK:
            in_block = Q(prefectures__block=self.block_id) | Q(extra_blocks=self.block_id)
            return found.filter(pk__in=Organisation.objects.filter(in_block).values("pk"))
        if self.kind == self.Kind.THEME:
            in_theme = Q(target_groups__themes=self.theme_id) | Q(extra_themes=self.theme_id)
            return found.filter(pk__in=Organisation.objects.filter(in_theme).values("pk"))
        if self.kind == self.Kind.OWN:
            return found.filter(pk=self.organisation_id)
        if self.kind == self.Kind.DESK:
            return found.none()
        if self.kind in self.LISTED:
            return found.filter(pk__in=self.members.exclude(organisation=None).values("organisation"))
        return found

    def people(self) -> models.QuerySet[Person]:
        """People who may read this room today, the facilitators among them."""
        from members.models import Affiliation

        of_organisations = Affiliation.objects.current().filter(organisation__in=self.organisations())
        excluded = Exclusion.objects.on(timezone.localdate()).filter(room=self)
        if self.kind != self.Kind.OWN:
            excluded |= Exclusion.objects.everywhere()
        members = Q(pk__in=of_organisations.values("person"))
        if self.kind in self.LISTED:
            listed = self.members.exclude(person=None).values("person")
            members |= Q(pk__in=listed) & Q(pk__in=Person.objects.members().values("pk"))
        return Person.objects.filter(
            Q(is_facilitator=True) | (members & ~Q(pk__in=excluded.values("person"))), is_active=True
        )


def _readable(person_id: int, day: date) -> models.QuerySet:
    """The rooms that a person reads on a day by `ours`, the organisations, or because they are listed."""
    ours = part("ours")
    blocks = Block.objects.filter(
        Q(prefectures__organisations__in=ours)
        | Q(pk__in=Organisation.extra_blocks.through.objects.filter(organisation__in=ours).values("block"))
    )
    themes = Theme.objects.filter(
        Q(target_groups__organisations__in=ours)
        | Q(pk__in=Organisation.extra_themes.through.objects.filter(organisation__in=ours).values("theme"))
    )
    listed = RoomMember.objects.filter(Q(person=person_id) | Q(organisation__in=ours))
    excluded = Exclusion.objects.on(day).filter(person=person_id)
    # Who is excluded everywhere still reaches the secretariat
    everywhere = Q(Exists(excluded.filter(room=None))) & ~Q(kind=Room.Kind.OWN)
    rooms = Room.objects.filter(
        Q(kind=Room.Kind.SMALL_TALK)
        | Q(kind=Room.Kind.BLOCK, block__in=blocks.values("pk"))
        | Q(kind=Room.Kind.THEME, theme__in=themes.values("pk"))
        | Q(kind=Room.Kind.OWN, organisation__in=ours)
        | Q(kind__in=Room.LISTED, pk__in=listed.values("room")),
        any_of("ours"),
    ).exclude(Q(Exists(excluded.filter(room=OuterRef("pk")))) | everywhere)
    return rooms.values("pk")


_reads = prepared(_readable, ours=lambda person_id, day: organisations_of(person_id, day).opening_rooms().values("pk"))


class DerivedRoomManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(kind__in=Room.DERIVED)


class DerivedRoom(Room):
    """Rooms whose members follow from their organisations, as the secretariat's admin shows them."""

    objects = DerivedRoomManager()

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = _("ルーム")


class RoomMember(models.Model):
    """A person or an organisation listed in a room of a kind in `Room.LISTED`."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="listed_in")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="listed_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "person"], name="room_member_person"),
            models.UniqueConstraint(fields=["room", "organisation"], name="room_member_organisation"),
            models.CheckConstraint(
                name="room_member_one_of",
                condition=Q(person__isnull=False, organisation=None) | Q(person=None, organisation__isnull=False),
            ),
        ]


class Seat(models.Model):
    """What is personal about a person in a room. Not what lets them in."""

    class Level(models.TextChoices):
        """What of a room a person hears of; everything in it stays readable."""

        ALL = "all", _("すべて")
        CONCERNING = "mentions", _("自分に関わるものだけ")
        NOTHING = "nothing", _("知らせない")

    person = models.ForeignKey(Person, models.CASCADE, related_name="seats")
    room = models.ForeignKey(Room, models.CASCADE, related_name="seats")
    floor = models.PositiveBigIntegerField(default=0, help_text="everything up to this number counts as read")
    level = models.CharField(max_length=8, choices=Level.choices, default=Level.ALL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "room"], name="seat_once")]
