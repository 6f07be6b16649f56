"""資料: what an organisation shares, with whom, with whose consent, and until when (R15, R56, R57)."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from members.models import Organisation, Person, Theme
from members.models.vocabulary import Word
from salon.models.rooms import Room

TITLE_LENGTH, TEXT_LENGTH = 80, 1000


class ResourceCategory(Word):
    """資料の種類: data of the secretariat, as all words are."""

    class Meta(Word.Meta):
        verbose_name = verbose_name_plural = _("資料の種類")


class ResourceQuerySet(models.QuerySet):
    def standing(self):
        """Whole on the disk, not taken back, not past its day."""
        today = timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=today), kept=True, withdrawn_at=None)

    def public(self):
        """What everybody reads: meant for everybody, and looked at by the secretariat."""
        return self.standing().filter(scope=Resource.Scope.PUBLIC).exclude(approved_at=None)

    def visible_to(self, person):
        """The one rule of who reads a document: pages, files and search ask here."""
        if not getattr(person, "is_authenticated", False) or not person.is_active:
            return self.public()
        own = Q(person=person.pk, kept=True, withdrawn_at=None)
        if person.is_facilitator:
            return self.filter(kept=True, withdrawn_at=None)
        may = Q(scope=Resource.Scope.PUBLIC) & ~Q(approved_at=None)
        if person.is_member:
            may |= Q(scope__in=[Resource.Scope.PUBLIC, Resource.Scope.MEMBERS])
        may |= Q(scope=Resource.Scope.ROOM, room__in=Room.objects.visible_to(person).values("pk"))
        standing = Q(pk__in=self.model._default_manager.standing().values("pk"))
        return self.filter(own | (may & standing))

    def waiting(self):
        """Meant for everybody, and not looked at yet."""
        return self.standing().filter(scope=Resource.Scope.PUBLIC, approved_at=None)


class Resource(index.Indexed, models.Model):
    """One document. Its file lies outside of what the public site shows, by a name that nobody can guess.

    `kept` is False until the file is whole on the disk. What is taken back loses its file; the row says that it was there.
    """

    class Scope(models.TextChoices):
        ROOM = "room", _("ひとつのルームの人だけ")
        MEMBERS = "members", _("会員みんな")
        PUBLIC = "public", _("だれでも（事務局が確かめてから）")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("資料の名前"), max_length=TITLE_LENGTH)
    text = models.TextField(_("どんな資料か"), max_length=TEXT_LENGTH, blank=True)
    category = models.ForeignKey(ResourceCategory, models.PROTECT, verbose_name=_("種類"), related_name="resources")
    theme = models.ForeignKey(Theme, models.SET_NULL, verbose_name=_("テーマ"), null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, verbose_name=_("出した団体"), null=True, blank=True, related_name="resources"
    )
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    scope = models.CharField(_("見せる範囲"), max_length=7, choices=Scope.choices)
    room = models.ForeignKey(Room, models.CASCADE, verbose_name=_("ルーム"), null=True, blank=True, related_name="+")
    until = models.DateField(_("いつまで見せるか"), null=True, blank=True)
    consented_at = models.DateTimeField(_("同意した日時"))
    consented_by = models.CharField(_("同意した人"), max_length=60)
    approved_at = models.DateTimeField(null=True, editable=False)
    name = models.CharField(max_length=120, help_text="of the file, as it is saved")
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="bytes")
    kept = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("資料")
        constraints = [
            models.CheckConstraint(
                name="resource_room_for_its_scope",
                condition=Q(scope="room", room__isnull=False) | (~Q(scope="room") & Q(room=None)),
            )
        ]

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("text"),
        index.SearchField("described"),
    ]

    def __str__(self) -> str:
        return f"resource {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("library:resource", args=[self.public_id])

    @classmethod
    def get_indexed_objects(cls):
        """What is for members, or for one room, stands in no index of the site."""
        return cls._default_manager.public()

    def described(self) -> list[str]:
        """The words it is filed under, as they are searched."""
        return [one.name for one in (self.category, self.theme, self.organisation) if one is not None]

    def get_public_url(self) -> str:
        """Where it stands among those that everybody reads."""
        return f"{reverse('resources:home')}#r-{self.public_id}"

    @property
    def file_url(self) -> str:
        return reverse("library:file", args=[self.public_id])

    @property
    def kind(self) -> str:
        """PDF, DOCX, …: what people call it."""
        return self.name.rpartition(".")[2].upper()

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()

    @property
    def is_waiting(self) -> bool:
        return self.scope == self.Scope.PUBLIC and self.approved_at is None
