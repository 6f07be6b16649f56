"""団体: an organisation, and the cohorts it takes part in.

Withdrawal and the target groups of a project belong to the participation, the profile to the organisation.
"""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from members.models.vocabulary import Approach, Block, OrganisationType, Prefecture, TargetGroup, Theme
from members.text import fold


class OrganisationQuerySet(models.QuerySet):
    def active(self):
        """Not left, and not withdrawn from everything it took part in."""
        parts = Participation.objects.filter(organisation=OuterRef("pk"))
        return self.exclude(status=Organisation.Status.LEFT).filter(
            Exists(parts.filter(withdrawn=False)) | ~Exists(parts)
        )

    def opening_rooms(self):
        """Whose people come into the salon."""
        return self.exclude(membership=Organisation.Membership.GUEST)

    def hubs(self):
        """拠点: others in the block or theme can turn to them, today."""
        today = timezone.localdate()
        begun = Q(hub_since=None) | Q(hub_since__lte=today)
        return self.active().filter(begun, Q(hub_until=None) | Q(hub_until__gte=today))

    def counted(self):
        """What a figure may count: no 見本, not the secretariat itself."""
        return self.filter(is_sample=False, is_secretariat=False)

    def visible_to(self, person):
        """Active organisations are public; one that withdrew or left is seen by the secretariat and its own people."""
        everybody = self.active().filter(is_secretariat=False)
        if not getattr(person, "is_authenticated", False):
            return everybody
        if person.is_facilitator or person.is_administrator:
            return self
        return self.filter(Q(pk__in=everybody.values("pk")) | Q(pk__in=person.organisations().values("pk")))

    def editable_by(self, person):
        """Its own administrators, and the administrators of the network."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        if person.is_administrator:
            return self
        return self.filter(pk__in=person.organisations().filter(affiliations__in=person.administers()).values("pk"))


class Organisation(index.Indexed, models.Model):
    """One organisation. `code` is its stable name of its own: addresses and imports hold on to it."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("活動中")
        PAUSED = "paused", _("お休み中")
        LEFT = "left", _("退会")

    class Membership(models.TextChoices):
        REGULAR = "regular", _("会員")
        COOPERATING = "cooperating", _("協力会員")
        SUPPORTING = "supporting", _("賛助会員")
        GUEST = "guest", _("行政など（サロンには入りません）")

    class Size(models.TextChoices):
        TINY = "tiny", _("5人以下")
        SMALL = "small", _("6〜10人")
        MIDDLE = "middle", _("11〜30人")
        LARGE = "large", _("31人以上")

    class Office(models.TextChoices):
        DEDICATED = "dedicated", _("専任の事務担当がいる")
        SHARED = "shared", _("ほかの仕事と兼ねている")
        VOLUNTEER = "volunteer", _("ボランティアが担っている")
        NONE = "none", _("決まった担当はいない")

    class LocalTies(models.TextChoices):
        FORMAL = "formal", _("自治体などと協定や委託がある")
        REGULAR = "regular", _("定期的に一緒に動く相手がいる")
        OCCASIONAL = "occasional", _("必要なときに協力している")
        STARTING = "starting", _("これからつくる")

    code = models.SlugField(_("団体コード"), max_length=40, unique=True)
    corporate_number = models.CharField(
        _("法人番号"),
        max_length=13,
        blank=True,
        validators=[RegexValidator(r"^\d{13}$", _("法人番号は13けたの数字です。"))],
    )
    name = models.CharField(_("団体名"), max_length=120)
    folded_name = models.CharField(max_length=120, editable=False, db_index=True)
    legal_form = models.CharField(_("法人格"), max_length=40, blank=True)
    type = models.ForeignKey(
        OrganisationType, models.SET_NULL, verbose_name=_("団体の種別"), null=True, blank=True, related_name="+"
    )
    membership = models.CharField(
        _("会員の区分"), max_length=12, choices=Membership.choices, default=Membership.REGULAR
    )
    status = models.CharField(_("状態"), max_length=8, choices=Status.choices, default=Status.ACTIVE)
    is_sample = models.BooleanField(_("見本"), default=False, help_text=_("見本の団体は、どの数にも入りません。"))
    is_secretariat = models.BooleanField(_("事務局"), default=False)

    area = models.CharField(_("活動地域"), max_length=200, blank=True)
    nationwide = models.BooleanField(_("全国で活動"), default=False)
    home_prefecture = models.ForeignKey(
        Prefecture, models.PROTECT, verbose_name=_("主な都道府県"), null=True, blank=True, related_name="+"
    )
    prefectures = models.ManyToManyField(
        Prefecture, verbose_name=_("活動する都道府県"), blank=True, related_name="organisations"
    )
    extra_blocks = models.ManyToManyField(
        Block,
        verbose_name=_("ほかに入るブロック"),
        blank=True,
        related_name="+",
        help_text=_("都道府県から決まるブロックのほかに入りたいときだけ選びます。"),
    )
    target_groups = models.ManyToManyField(
        TargetGroup, verbose_name=_("対象"), blank=True, related_name="organisations"
    )
    extra_themes = models.ManyToManyField(
        Theme,
        verbose_name=_("ほかに入るテーマ"),
        blank=True,
        related_name="+",
        help_text=_("対象から決まるテーマのほかに入りたいときだけ選びます。"),
    )
    approaches = models.ManyToManyField(
        Approach, verbose_name=_("取組の種類"), blank=True, related_name="organisations"
    )

    # The profile (R2): empty means 未記入, never "none"
    summary = models.TextField(_("紹介"), max_length=1000, blank=True)
    website = models.URLField(_("ウェブサイト"), blank=True)
    founded_year = models.PositiveSmallIntegerField(
        _("設立年"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1850, _("1850年より後の年を西暦4けたで入れてください。")),
            MaxValueValidator(2100, _("設立年を西暦4けたで入れてください。")),
        ],
    )
    size = models.CharField(_("組織の規模"), max_length=8, choices=Size.choices, blank=True)
    office = models.CharField(_("事務の体制"), max_length=12, choices=Office.choices, blank=True)
    local_ties = models.CharField(_("地域との関係"), max_length=12, choices=LocalTies.choices, blank=True)
    # R6: what they know, and what they are about to try, are two different things
    experienced_in = models.ManyToManyField(
        Approach, verbose_name=_("経験がある取組"), blank=True, related_name="experienced_organisations"
    )
    about_to_try = models.ManyToManyField(
        Approach, verbose_name=_("これから始めたい取組"), blank=True, related_name="trying_organisations"
    )
    about_to_reach = models.ManyToManyField(
        TargetGroup, verbose_name=_("これから関わりたい対象"), blank=True, related_name="+"
    )
    hub_blocks = models.ManyToManyField(Block, verbose_name=_("拠点となるブロック"), blank=True, related_name="hubs")
    hub_themes = models.ManyToManyField(Theme, verbose_name=_("拠点となるテーマ"), blank=True, related_name="hubs")
    hub_since = models.DateField(_("いつから拠点か"), null=True, blank=True)
    hub_until = models.DateField(_("いつまで拠点か"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    search_fields = [
        index.AutocompleteField("name"),
        index.SearchField("name", boost=2),
        index.SearchField("full_name"),
        index.SearchField("area"),
        index.SearchField("summary"),
        index.SearchField("described"),
    ]

    class Meta:
        ordering = ["code"]
        verbose_name = verbose_name_plural = _("団体")
        constraints = [
            models.UniqueConstraint(
                fields=["corporate_number"], condition=~Q(corporate_number=""), name="organisation_corporate_number"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.folded_name = fold(self.name)
        if (fields := kwargs.get("update_fields")) is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "folded_name"}
        super().save(*args, **kwargs)

    def hub_of(self) -> list[str]:
        """Names of the blocks and themes for which it is a hub today."""
        if not Organisation.objects.hubs().filter(pk=self.pk).exists():
            return []
        return [word.name for word in (*self.hub_blocks.all(), *self.hub_themes.all())]

    def blocks(self) -> models.QuerySet[Block]:
        """Blocks of its prefectures and those it chose besides."""
        return Block.objects.filter(
            Q(prefectures__organisations=self) | Q(pk__in=self.extra_blocks.values("pk"))
        ).distinct()

    def themes(self) -> models.QuerySet[Theme]:
        """Themes of its target groups and those it chose besides."""
        return Theme.objects.filter(
            Q(target_groups__organisations=self) | Q(pk__in=self.extra_themes.values("pk"))
        ).distinct()

    def described(self) -> list[str]:
        """The words of the network that it chose, as they are searched."""
        words = [self.prefectures, self.target_groups, self.extra_themes, self.approaches]
        return [word.name for some in words for word in some.all()]

    @property
    def full_name(self) -> str:
        return f"{self.legal_form} {self.name}".strip()

    @property
    def opens_rooms(self) -> bool:
        return self.membership != self.Membership.GUEST


class Cohort(models.Model):
    """年度: the year in which projects are adopted."""

    year = models.PositiveSmallIntegerField(_("年度"), unique=True)
    title = models.CharField(_("名称"), max_length=120, blank=True)

    class Meta:
        ordering = ["-year"]
        verbose_name = verbose_name_plural = _("年度")

    def __str__(self) -> str:
        return self.title or _("%(year)s年度") % {"year": self.year}


class Participation(models.Model):
    """採択: an organisation's project in one cohort."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, verbose_name=_("年度"), related_name="participations")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("団体"), related_name="participations"
    )
    number = models.PositiveSmallIntegerField(_("一覧の番号"))
    project_title = models.CharField(_("事業名"), max_length=200)
    target_groups = models.ManyToManyField(TargetGroup, verbose_name=_("対象"), blank=True, related_name="+")
    adopted_in_previous_year = models.BooleanField(_("前年度も採択"), default=False)
    withdrawn = models.BooleanField(_("辞退"), default=False)
    # What the last import said, so that the next one can tell its own words from what a member wrote since
    imported = models.JSONField(default=dict, editable=False, blank=True)

    class Meta:
        ordering = ["-cohort__year", "number"]
        verbose_name = verbose_name_plural = _("採択")
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="participation_number"),
            models.UniqueConstraint(fields=["cohort", "organisation"], name="participation_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} {self.number} {self.project_title}"
