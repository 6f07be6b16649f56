"""集い: a meeting in a place or online, of a room or of the whole network, and who comes."""

import uuid

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from members.models import Organisation, Person
from salon.models.desk import organisations_of
from salon.models.exclusions import Exclusion
from salon.models.messages import TEXT_LENGTH, TITLE_LENGTH, Topic
from salon.models.rooms import Room

PLACE_LENGTH = 200
REASON_LENGTH = 400
MOST_SEATS = 1000


class GatheringQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever may read its room; those without a room: members who may enter the salon, and facilitators."""
        if not getattr(person, "is_authenticated", False) or not person.is_active:
            return self.none()
        if person.is_facilitator:
            return self
        found = Q(room__in=Room.objects.visible_to(person).values("pk"))
        shut_out = Exclusion.objects.everywhere().filter(person=person)
        if organisations_of(person).exists() and not shut_out.exists():
            found |= Q(room=None)
        return self.filter(found)

    def ahead(self):
        """Not over yet, the next one first; cancelled ones among them, so that nobody stands before a closed door."""
        return self.filter(ends__gt=timezone.now()).order_by("starts", "pk")

    def past(self):
        return self.filter(ends__lte=timezone.now()).order_by("-starts", "-pk")

    def open_to_guests(self):
        """Those that the site tells of, to everybody the same. Nothing of their room is told with them."""
        return self.filter(is_public=True)

    def counted(self):
        """With `.coming`, how many have a seat."""
        return self.annotate(coming=Count("attendances", filter=Q(attendances__state=Attendance.State.COMING)))

    def answered_by(self, person):
        """With `.answer`, the state of the person's attendance or None."""
        mine = Attendance.objects.filter(gathering=OuterRef("pk"), person=person)
        return self.select_related("room").annotate(answer=Subquery(mine.values("state")[:1]))


class Gathering(index.Indexed, models.Model):
    """`online` is told to those who come and to those who may change it, and to nobody else: it is a key to a room.

    `sequence` rises when calendars have to learn something anew. `reminded_for` is the beginning of which those who
    come have been reminded.
    """

    class Form(models.TextChoices):
        PLACE = "place", _("会場に集まる")
        ONLINE = "online", _("オンライン")
        BOTH = "both", _("会場とオンラインの両方")

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(
        Room, models.CASCADE, null=True, related_name="gatherings", help_text="empty: the whole network"
    )
    title = models.CharField(_("集いの名前"), max_length=TITLE_LENGTH)
    text = models.TextField(_("どんな集いですか"), max_length=TEXT_LENGTH)
    starts = models.DateTimeField(_("始まり"), db_index=True)
    ends = models.DateTimeField(_("終わり"), db_index=True)
    form = models.CharField(_("集まり方"), max_length=6, choices=Form.choices, default=Form.PLACE)
    place = models.CharField(_("会場"), max_length=PLACE_LENGTH, blank=True)
    online = models.URLField(_("オンラインのアドレス"), max_length=500, blank=True)
    seats = models.PositiveSmallIntegerField(_("定員"), null=True, blank=True, help_text="empty: as many as come")
    is_public = models.BooleanField(
        _("サイトでも案内し、会員でない方も参加できるようにする"), default=False, db_index=True
    )
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    opened_by_name = models.CharField(max_length=60)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", help_text="for whom it was opened"
    )
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, related_name="+", help_text="where everybody heard of it"
    )
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_because = models.CharField(max_length=REASON_LENGTH, blank=True)
    reminded_for = models.DateTimeField(null=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    coming: int  # of `counted()`

    objects = GatheringQuerySet.as_manager()

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(name="gathering_ends_later", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(name="gathering_has_seats", condition=Q(seats=None) | Q(seats__gt=0)),
        ]

    # Only for the search of the site: members search in salon/searching/
    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("text"),
        index.SearchField("where"),
    ]

    def __str__(self) -> str:
        return f"gathering {self.pk}"  # no word of a room in a log

    def get_absolute_url(self) -> str:
        return reverse("gatherings:gathering", args=[self.public_id])

    @classmethod
    def get_indexed_objects(cls):
        """What is told inside stands in no index of the site."""
        return cls._default_manager.open_to_guests()

    def get_public_url(self) -> str:
        """Answers as long as it is open to guests."""
        return reverse("public_gatherings:gathering", args=[self.public_id])

    def people(self) -> models.QuerySet[Person]:
        """Who may see it today: the rule of `visible_to`, asked about everybody at once."""
        if self.room:
            return self.room.people()
        shut_out = Exclusion.objects.everywhere()
        members = Q(pk__in=Person.objects.members().values("pk")) & ~Q(pk__in=shut_out.values("person"))
        return Person.objects.filter(Q(is_facilitator=True) | members, is_active=True)

    @property
    def is_over(self) -> bool:
        return self.ends <= timezone.now()

    @property
    def takes_people(self) -> bool:
        return not self.cancelled_at and not self.is_over

    @property
    def is_in_a_place(self) -> bool:
        return self.form != self.Form.ONLINE

    @property
    def is_online(self) -> bool:
        return self.form != self.Form.PLACE

    @property
    def when(self) -> str:
        starts, ends = timezone.localtime(self.starts), timezone.localtime(self.ends)
        begin = date_format(starts, gettext("Y年n月j日（D）H:i"))
        end = date_format(ends, "H:i" if starts.date() == ends.date() else gettext("n月j日（D）H:i"))
        return f"{begin}〜{end}"

    @property
    def where(self) -> str:
        """Never the address: whoever reads this may see it."""
        if self.form == self.Form.PLACE:
            return self.place
        if self.form == self.Form.ONLINE:
            return str(self.Form.ONLINE.label)
        return gettext("%(place)s、またはオンライン") % {"place": self.place}


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Who comes is seen by whoever sees the gathering."""
        return self.filter(gathering__in=Gathering.objects.visible_to(person).values("pk"))

    def of_members(self):
        return self.filter(guest=None)

    def of_guests(self):
        return self.filter(person=None)

    def coming(self):
        return self.filter(state=Attendance.State.COMING).order_by("at", "pk")

    def waiting(self):
        """In the order in which they get a seat."""
        return self.filter(state=Attendance.State.WAITING).order_by("at", "pk")


class Attendance(models.Model):
    """One row for each who answered, a person or a guest, in one line. `at`: since when it is so; who steps back and comes again is the last of those who wait."""

    class State(models.TextChoices):
        COMING = "coming", _("参加します")
        WAITING = "waiting", _("空きを待っています")
        DECLINED = "declined", _("参加しません")

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="attendances")
    guest = models.OneToOneField("salon.Guest", models.CASCADE, null=True, related_name="attendance")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices)
    at = models.DateTimeField(default=timezone.now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gathering", "person"], name="attendance_once"),
            models.CheckConstraint(
                name="attendance_of_one",
                condition=Q(person=None, guest__isnull=False) | Q(person__isnull=False, guest=None),
            ),
        ]
        indexes = [models.Index(fields=["gathering", "state", "at"], name="attendance_in_order")]

    def __str__(self) -> str:
        return f"attendance {self.pk}"

    @property
    def is_coming(self) -> bool:
        return self.state == self.State.COMING

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING
