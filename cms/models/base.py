"""What all public pages share."""

from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Q, Value, When
from django.db.models.functions import Length, Substr
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from members import language
from members.language import JAPANESE


def locked() -> Exists:
    """In a query for pages: one of them, or one above it, is under a lock."""
    here = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    return Exists(PageViewRestriction.objects.annotate(here=here).filter(here__startswith=F("page__path")))


def borrowed() -> Exists:
    """In a query for pages: one of them, or one above it, is an alias, so that the locks of its source count for it."""
    here = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    aliases = Page.objects.exclude(alias_of=None)
    return Exists(aliases.annotate(here=here).filter(here__startswith=F("path")))


class PublicQuerySet(PageQuerySet):
    def originals(self):
        """No translations: they are words of an original (cms/models/translations.py). No aliases: their privacy is that of their
        source, which their own place in the tree does not tell.
        """
        return self.filter(locale__language_code=JAPANESE, alias_of=None)

    def visible_to(self, person):
        """Published and under no lock, for whoever asks: a public page is the same for everybody."""
        # As Wagtail's `public`, which would ask for the locks first, in a query of its own
        return self.originals().live().filter(~locked())


def beside(name: str, way: str) -> dict[str, Case]:
    """Annotations `name`_title and `name`_slug of the page at the end of `way`; empty unless everybody may read that page."""
    locks = PageViewRestriction.objects.filter(page__path=Substr(OuterRef(f"{way}__path"), 1, Length("page__path")))
    may = Q(**{f"{way}__live": True}) & ~Exists(locks)
    return {
        f"{name}_{field}": Case(When(may, then=F(f"{way}__{field}")), default=Value("")) for field in ("title", "slug")
    }


P = TypeVar("P", bound=Page)


def unlocked(page: P, told: Any) -> P:
    """The page, which knows that there is no lock where `told`, found with `locked` and `borrowed`, says so.

    It is not looked up again then for Wagtail's gate and for the headers.
    """
    if not (told.is_locked or told.is_borrowed):
        vars(page)["_locks"] = ()
    return page


PublicManager = PageManager.from_queryset(PublicQuerySet)


class PublicPage(Page):
    """A page that anybody may read. `show(request)` comes from cms.views (see cms.apps): models know no views."""

    objects = PublicManager()
    # No password of a page: it would be a door without the sign-in's limits
    private_page_options = ["login", "groups"]
    # A translation has the address of its original, which counts
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]
    # The language of its words; another one where a translation lent them, and in the preview of one
    said_in = JAPANESE

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("検索とアドレス"),
        )
    ]

    class Meta:
        abstract = True

    @cached_property
    def _locks(self):
        return super().get_view_restrictions()

    def get_view_restrictions(self):
        """Asked by Wagtail's gate and again for the headers: looked up once."""
        return self._locks

    def serve(self, request, *args, **kwargs):
        return self.show(request, *args, **kwargs)

    def serve_preview(self, request, mode_name):
        if self.locale_id:
            self.said_in = self.locale.language_code
        return self.serve(request)

    @classmethod
    def can_create_at(cls, parent):
        """Begun in Japanese, then translated: a page that is English only would stand at no address."""
        return super().can_create_at(parent) and (parent.is_root() or parent.locale.language_code == JAPANESE)

    @property
    def original(self):
        """The Japanese page that this is a translation or an alias of; itself, if it is none."""
        found = type(self)._default_manager.filter(translation_key=self.translation_key, locale__language_code=JAPANESE)
        return found.exclude(pk=self.pk).first() or self

    def get_url_parts(self, request=None):
        """A translation stands where its original does, on the side of its language."""
        # Its own page says it several times
        known = self.__dict__.setdefault("_parts_known", {})
        if self.url_path not in known:
            known[self.url_path] = self._url_parts(request)
        return known[self.url_path]

    def _url_parts(self, request):
        parts = super().get_url_parts(request)
        if parts is None or not parts[2] or (said_in := language.of_path(parts[2])) == JAPANESE:
            return parts
        original = self.original
        if original is self or (there := original.get_url_parts(request)) is None:
            return parts
        return (*there[:2], language.beside(there[2], said_in))

    @property
    def address(self) -> str:
        """Whole address, from the one setting that knows where this house stands, in the language that is being read."""
        return f"{settings.SITE_URL}{language.here(self.url or '')}"

    @property
    def full_title(self) -> str:
        """Its name where it stands alone."""
        return self.title

    @property
    def description(self) -> str:
        """What search engines and link previews say."""
        return self.search_description or ""

    def get_sitemap_urls(self, request=None) -> list[dict]:
        return [{"location": self.address, "lastmod": self.last_published_at or self.first_published_at}]


class LeadPage(PublicPage):
    """A page that is worked out from what there is; its editors write the first sentences."""

    lead = models.TextField(_("はじめの文"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    content_panels = [*PublicPage.content_panels, FieldPanel("lead")]
    api_fields = ("lead",)

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        return self.search_description or self.lead


class Pictured(models.Model):
    """A main picture with what it shows in words."""

    picture = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, verbose_name=_("主な写真"), null=True, blank=True, related_name="+"
    )
    picture_alt = models.CharField(
        _("写真に写っているもの"),
        max_length=200,
        blank=True,
        help_text=_("写真が見えない方のために、何が写っているかを一文で書きます。写真を入れたら必ず書いてください。"),
    )

    picture_panel = MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("主な写真"))

    class Meta:
        abstract = True

    def picture_faults(self) -> dict[str, str]:
        if self.picture_id and not self.picture_alt.strip():
            return {"picture_alt": _("写真に写っているものを、一文で書いてください。")}
        return {}
