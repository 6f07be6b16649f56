"""取組カード: one screen about what an organisation does, written by itself; the short sibling of a case."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms import registry
from cms.models.base import LeadPage, Pictured, PublicPage, PublicQuerySet, beside
from members.models import Approach, Organisation, Prefecture, TargetGroup, Theme


def own_organisations(person) -> models.QuerySet[Organisation]:
    """Those of members that a person belongs to today."""
    return person.organisations().opening_rooms()


def organisations_of(person) -> models.QuerySet[Organisation]:
    """For which a person may write: today's own; for those who publish or stand beside everybody, any that is active."""
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return Organisation.objects.none()
    if person.is_editor or person.is_facilitator:
        return Organisation.objects.active().opening_rooms()
    return own_organisations(person)


class PracticeQuerySet(PublicQuerySet):
    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def editable_by(self, person):
        """Those of one's own organisations, published or not; nobody writes on a card of another organisation."""
        return self.originals().filter(organisation__in=organisations_of(person).values("pk"))


class PracticeIndexPage(LeadPage):
    """All practices, with filters."""

    subpage_types = ["cms.PracticePage"]

    class Meta:
        verbose_name = _("取組カードの一覧")

    def route(self, request, path_components):
        """As an index of cases does: a practice together with what its page shows."""
        if len(path_components) != 1:
            return super().route(request, path_components)
        shown = Organisation.objects.visible_to(AnonymousUser())
        practice = (
            PracticePage.objects.child_of(self)
            .live()
            .filter(slug=path_components[0])
            .select_related("organisation", "picture")
            .annotate(
                organisation_is_public=Exists(shown.filter(pk=OuterRef("organisation"))),
                **beside("grown", "growth__case"),
                **registry.present(registry.Place.STORY),
            )
            .first()
        )
        if practice is None:
            raise Http404
        practice._cached_parent_obj = self
        return RouteResult(practice)


class PracticePage(Pictured, PublicPage):
    """One practice. Everything on it is plain text, so that a phone is enough to write it."""

    summary = models.TextField(_("ひとことで"), max_length=120, help_text=_("一覧にも出ます。"))
    how = models.TextField(_("どうやっているか"), max_length=600)
    beginning = models.TextField(_("始めたきっかけ"), max_length=300, blank=True)
    learnt = models.TextField(_("やってみて分かったこと"), max_length=300, blank=True)
    first_step = models.TextField(_("まねするなら、はじめの一歩"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, verbose_name=_("団体"), null=True, blank=True, related_name="practices"
    )

    target_groups = ParentalManyToManyField(TargetGroup, verbose_name=_("対象"), blank=True, related_name="practices")
    approaches = ParentalManyToManyField(Approach, verbose_name=_("取組の種類"), blank=True, related_name="practices")
    themes = ParentalManyToManyField(Theme, verbose_name=_("テーマ"), blank=True, related_name="practices")
    prefectures = ParentalManyToManyField(
        Prefecture,
        verbose_name=_("都道府県"),
        blank=True,
        related_name="practices",
        help_text=_("ブロックは都道府県から決まります。"),
    )
    objects = PageManager.from_queryset(PracticeQuerySet)()

    # In the order in which they are read
    PARTS = ("how", "beginning", "learnt", "first_step")

    api_fields = ("summary", "byline", "is_sample", *PARTS)
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("summary", boost=1.5),
        *(index.SearchField(name) for name in PARTS),
        index.SearchField("described"),
    ]

    parent_page_types = ["cms.PracticeIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("organisation")], heading=_("はじめに")),
        MultiFieldPanel([FieldPanel(name) for name in PARTS], heading=_("取組")),
        Pictured.picture_panel,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("target_groups", "approaches", "themes", "prefectures")],
            heading=_("さがすときの言葉"),
        ),
    ]

    class Meta:
        verbose_name = _("取組カード")
        verbose_name_plural = _("取組カード")

    @property
    def description(self) -> str:
        return self.search_description or self.summary

    @property
    def byline(self) -> str:
        """What a card says under the title."""
        return str(self.organisation or "")

    @property
    def is_sample(self) -> bool:
        """見本 is said of the organisation, and so of what is told about it."""
        return self.organisation is not None and self.organisation.is_sample

    def parts(self) -> list[tuple[str, str]]:
        """What was written, each with its heading."""
        return [(self._meta.get_field(name).verbose_name, text) for name in self.PARTS if (text := getattr(self, name))]

    def described(self) -> list[str]:
        """The words it is filed under, as they are searched."""
        words = [self.target_groups, self.approaches, self.themes, self.prefectures]
        names = [word.name for some in words for word in some.all()]
        return [self.organisation.name, *names] if self.organisation else names

    def clean(self):
        super().clean()
        if faults := self.picture_faults():
            raise ValidationError(faults)
