"""事例: what an organisation does, told so that others can try it."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.forms import CheckboxSelectMultiple
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from cms import registry
from cms.blocks import CaseBody
from cms.models import checklist
from cms.models.base import LeadPage, Pictured, PublicPage, PublicQuerySet, beside, borrowed, locked, unlocked
from cms.models.plain import PlainPanel, ReadAloud
from members.asked import asked
from members.models import Approach, Cohort, Organisation, Prefecture, TargetGroup, Theme

WORDED = {"title", "summary", "organisation", "body"}


class CaseQuerySet(PublicQuerySet):
    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")


class CaseIndexPage(LeadPage):
    """All cases, with filters."""

    subpage_types = ["cms.CasePage"]

    class Meta:
        verbose_name = _("事例の一覧")

    def route(self, request, path_components):
        """Fetch a case together with what its page shows, instead of a page, then its kind, then the rest."""
        if not path_components:
            return super().route(request, path_components)
        case = case_at(f"{self.url_path}{'/'.join(path_components)}/")
        if case is None:
            raise Http404
        return RouteResult(case)


class CaseTag(TaggedItemBase):
    content_object = ParentalKey("cms.CasePage", on_delete=models.CASCADE, related_name="tagged_items")


class CasePage(ReadAloud, Pictured, PublicPage):
    """One case. The words it is found by are the network's own; tags are free."""

    summary = models.TextField(
        _("ひとことで"), max_length=200, help_text=_("一覧にも出ます。2つか3つの短い文で書きます。")
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, verbose_name=_("団体"), null=True, blank=True, related_name="cases"
    )
    cohort = models.ForeignKey(Cohort, models.SET_NULL, verbose_name=_("年度"), null=True, blank=True, related_name="+")
    is_composite = models.BooleanField(
        _("複数の事例を組み合わせた例"),
        default=False,
        help_text=_("人のお話を、どなたのことか分からないように組み合わせたときに選びます。ページにそう出ます。"),
    )
    body = StreamField(CaseBody(), verbose_name=_("本文"), blank=True)

    target_groups = ParentalManyToManyField(TargetGroup, verbose_name=_("対象"), blank=True, related_name="cases")
    approaches = ParentalManyToManyField(Approach, verbose_name=_("取組の種類"), blank=True, related_name="cases")
    themes = ParentalManyToManyField(Theme, verbose_name=_("テーマ"), blank=True, related_name="cases")
    prefectures = ParentalManyToManyField(
        Prefecture,
        verbose_name=_("都道府県"),
        blank=True,
        related_name="cases",
        help_text=_("ブロックは都道府県から決まります。"),
    )
    tags = ClusterTaggableManager(
        through=CaseTag,
        blank=True,
        verbose_name=_("タグ"),
        help_text=_("自由な言葉です。「、」や空白で区切ります。"),
    )
    approver_name = models.CharField(
        _("確認する方のお名前"), max_length=60, blank=True, help_text=_("メールのはじめに出ます。ページには出ません。")
    )
    approver_address = models.EmailField(
        _("確認する方のメールアドレス"),
        blank=True,
        help_text=_(
            "公開の前に、この方へ下書きのリンクを送ります。アカウントはいりません。会員でない方でもかまいません。ページには出ません。"
        ),
    )

    objects = PageManager.from_queryset(CaseQuerySet)()

    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("summary", boost=1.5),
        index.SearchField("body"),
        index.SearchField("described"),
    ]
    # For programs that ask in Wagtail's way (cms/api/wagtails.py)
    api_fields = ("summary", "byline", "is_sample", "is_composite", "body")
    override_translatable_fields = [
        *PublicPage.override_translatable_fields,
        # Of the Japanese words, and for the organisation's yes to them
        *(SynchronizedField(name) for name in ("corrections", "approver_name", "approver_address")),
    ]
    parent_page_types = ["cms.CaseIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        checklist.ChecklistPanel(heading=_("まだ書いていないこと"), icon="list-ul"),
        *PublicPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("summary"),
                FieldPanel("organisation"),
                FieldPanel("cohort"),
                FieldPanel("is_composite"),
            ],
            heading=_("はじめに"),
        ),
        PlainPanel(heading=_("やさしい日本語"), icon="edit"),
        FieldPanel("corrections"),
        Pictured.picture_panel,
        FieldPanel("body", help_text=_("使うものだけを選び、順番も自由に変えられます。")),
        MultiFieldPanel(
            [
                *(
                    FieldPanel(name, widget=CheckboxSelectMultiple, attrs={"id": f"case-{name}"})
                    for name in ("target_groups", "approaches", "themes", "prefectures")
                ),
                FieldPanel("tags"),
            ],
            heading=_("さがすときの言葉"),
        ),
        MultiFieldPanel([FieldPanel("approver_name"), FieldPanel("approver_address")], heading=_("団体の確認")),
    ]

    class Meta:
        verbose_name = _("事例")
        verbose_name_plural = _("事例")

    @property
    def description(self) -> str:
        return self.search_description or self.summary

    @property
    def checklist(self) -> dict[str, list[checklist.Line]]:
        """What is missing and what is done, for the editor."""
        lines = list(checklist.lines(self))
        return {"missing": [line for line in lines if not line.done], "done": [line for line in lines if line.done]}

    @property
    def byline(self) -> str:
        """Who did it, and in which year's round: what a card says under the title."""
        return "・".join(str(one) for one in (self.organisation, self.cohort) if one)

    @property
    def is_sample(self) -> bool:
        """見本 is said of the organisation, and so of what is told about it."""
        return self.organisation is not None and self.organisation.is_sample

    def described(self) -> list[str]:
        """The words it is filed under, as they are searched."""
        words = [self.target_groups, self.approaches, self.themes, self.prefectures, self.tags]
        names = [word.name for some in words for word in some.all()]
        return [self.organisation.name, *names] if self.organisation else names

    def clean(self):
        super().clean()
        if faults := self.picture_faults():
            raise ValidationError(faults)


@asked
def _published_at(url_path: str) -> CaseQuerySet:
    shown = Organisation.objects.visible_to(AnonymousUser())
    return (
        CasePage.objects.filter(url_path=url_path, live=True)
        .select_related("organisation", "cohort")
        .annotate(
            organisation_is_public=Exists(shown.filter(pk=OuterRef("organisation"))),
            is_locked=locked(),
            is_borrowed=borrowed(),
            **beside("seed", "growth__practice"),
            **registry.present(registry.Place.STORY),
        )
    )


def case_at(url_path: str) -> CasePage | None:
    """The published case there, with what its page shows: cases are what is read most."""
    return next((unlocked(case, case) for case in _published_at(url_path)), None)
