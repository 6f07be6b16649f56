"""A person is one verified mail address. What a person may do follows from roles and affiliations."""

import unicodedata
from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.organisations import Organisation
from members.prepared import prepared


class PersonQuerySet(models.QuerySet):
    def members(self):
        """People who belong, today, to an active organisation that opens rooms."""
        open_orgs = Organisation.objects.active().opening_rooms()
        return self.filter(
            Exists(Affiliation.objects.current().filter(person=OuterRef("pk"), organisation__in=open_orgs)),
            is_active=True,
        )

    def visible_to(self, person):
        """Members see members and the secretariat; everybody sees oneself; nobody else sees anybody."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        if person.is_facilitator or person.is_administrator:
            return self
        if person.is_member:
            return self.filter(
                Q(pk__in=Person.objects.members().values("pk")) | Q(is_facilitator=True) | Q(pk=person.pk)
            )
        return self.filter(pk=person.pk)

    @transaction.atomic
    def delete(self):
        """Their address does not stay behind in old letters."""
        Person.letters.rel.related_model.objects.filter(person__in=self.values("pk")).forget_whom()
        return super().delete()

    # As Django marks its own: nobody deletes everybody by way of `Person.objects`
    delete.queryset_only = delete.alters_data = True  # type: ignore[attr-defined]


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def create_user(self, email: str, password: str | None = None, **fields) -> "Person":
        """A person with a verified address. `password` is there for Django's sake and must stay empty."""
        from allauth.account.models import EmailAddress

        person = self.model(email=normal_address(email), **fields)
        person.set_unusable_password()
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "Person":
        """What `createsuperuser` calls: an administrator of the network, who signs in by mail like everybody."""
        return self.create_user(email, is_administrator=True, **fields)

    def get_by_natural_key(self, email: str) -> "Person":
        return self.get(email=normal_address(email))


def normal_address(address: str) -> str:
    """A mail address as we compare and store it: half width, lower case."""
    return unicodedata.normalize("NFKC", address).strip().lower()


class Person(AbstractBaseUser, PermissionsMixin):
    """One person, or the shared mailbox of a small organisation under the name 事務局."""

    email = models.EmailField(_("メールアドレス"), unique=True)
    name = models.CharField(_("お名前"), max_length=60)
    reading = models.CharField(_("ふりがな"), max_length=60, blank=True)
    introduction = models.TextField(_("ひとこと"), max_length=400, blank=True)
    phone = models.CharField(_("電話番号"), max_length=20, blank=True)
    is_active = models.BooleanField(_("利用できる"), default=True)
    is_facilitator = models.BooleanField(
        _("ファシリテーター"), default=False, help_text=_("すべてのルームを読み、おつなぎをします。")
    )
    is_editor = models.BooleanField(_("編集者"), default=False, help_text=_("事例とお便りをつくり、公開します。"))
    is_administrator = models.BooleanField(
        _("管理者"), default=False, help_text=_("人、団体、ことば、設定を管理します。ルームは読みません。")
    )
    has_to_read = models.BooleanField(
        default=True, editable=False, help_text="before the salon opens: its rules, or a word of the secretariat"
    )
    date_joined = models.DateTimeField(_("登録日"), default=timezone.now)

    objects = PersonManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["reading", "name", "pk"]
        verbose_name = verbose_name_plural = _("人")

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        from members.roles import bring_groups_in_line

        bring_groups_in_line(self)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        self.letters.all().forget_whom()
        return super().delete(*args, **kwargs)

    delete.alters_data = True  # type: ignore[attr-defined]

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Django's word for "may enter an admin site"; ours is Wagtail's."""
        return self.is_editor or self.is_facilitator or self.is_administrator

    @property
    def is_secretariat(self) -> bool:
        return self.is_active and self.is_staff

    @property
    def is_member(self) -> bool:
        """Belongs, today, to an active organisation that opens rooms."""
        return self.is_active and self.organisations().opening_rooms().exists()

    def organisations(self) -> models.QuerySet[Organisation]:
        """Those the person belongs to today and that are active."""
        return Organisation.objects.filter(pk__in=_belongs_to(self.pk))

    def administers(self) -> models.QuerySet["Affiliation"]:
        return self.affiliations.current().filter(is_administrator=True)


class AffiliationQuerySet(models.QuerySet):
    def current(self, day: date | None = None):
        """Those that hold today, or on another day."""
        day = day or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class Affiliation(models.Model):
    """所属: joins a person to an organisation, with the role in it, from a day to a day."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("人"), related_name="affiliations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, verbose_name=_("団体"), related_name="affiliations")
    title = models.CharField(_("役割"), max_length=60, blank=True)
    is_administrator = models.BooleanField(
        _("団体の管理者"), default=False, help_text=_("団体のプロフィールを編集できます。")
    )
    since = models.DateField(_("いつから"), default=timezone.localdate)
    until = models.DateField(_("いつまで"), null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "person"]
        verbose_name = verbose_name_plural = _("所属")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(until=None), name="affiliation_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}（{self.organisation}）"

    @property
    def is_current(self) -> bool:
        """As `current()`, for one that is already here."""
        return self.since <= timezone.localdate() <= (self.until or timezone.localdate())


def organisations_of(person_id: int, day: date) -> models.QuerySet[Organisation]:
    """The active organisations a person belongs to on a day: where `Person.organisations` comes from."""
    current = Affiliation.objects.current(day).filter(person=person_id)
    return Organisation.objects.active().filter(pk__in=current.values("organisation"))


_belongs_to = prepared(lambda person_id, day: organisations_of(person_id, day).values("pk"))


class AddressChange(models.Model):
    """A change of address waits until both addresses have confirmed it; the links carry signed keys."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="address_change")
    new_address = models.EmailField()
    asked_at = models.DateTimeField(default=timezone.now)
    old_confirmed_at = models.DateTimeField(null=True)
    new_confirmed_at = models.DateTimeField(null=True)
