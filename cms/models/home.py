"""The first page."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models.base import Pictured, PublicPage
from cms.models.practices import PracticeIndexPage
from cms.models.translations import say


class HomePage(Pictured, PublicPage):
    """Who we are, for whom, and three doors. Figures and newest cases come from the data."""

    headline = models.CharField(_("いちばん大きな言葉"), max_length=60)
    lead = models.TextField(_("はじめの文"), max_length=400)
    audience = models.TextField(
        _("どんな人のための場所か"), max_length=800, blank=True, help_text=_("空の行で段落が分かれます。")
    )

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("audience"),
        Pictured.picture_panel,
    ]

    class Meta:
        verbose_name = _("ホーム")

    def clean(self):
        super().clean()
        if faults := self.picture_faults():
            raise ValidationError(faults)

    def route(self, request, path_components):
        """Below /en/ stand the same pages, in the words of their translations."""
        found = self._find(request, path_components)
        say([found.page])
        return found

    def _find(self, request, path_components):
        if len(path_components) == 2:
            index = PracticeIndexPage.objects.child_of(self).filter(slug=path_components[0]).first()
            if index is not None:
                index._cached_parent_obj = self
                return index.route(request, path_components[1:])
        return super().route(request, path_components)

    @property
    def description(self) -> str:
        return self.search_description or self.lead
