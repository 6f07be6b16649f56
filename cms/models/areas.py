"""Two ways in for whoever thinks of their own town: the map, and the cases nearest to a situation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models.base import PublicPage


class LeadPage(PublicPage):
    """A page that is worked out from what there is; its editors write the first sentences."""

    lead = models.TextField(_("はじめの文"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    content_panels = [*PublicPage.content_panels, FieldPanel("lead")]

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        return self.search_description or self.lead


class AreasPage(LeadPage):
    """Where there are organisations and cases, for whom, and where there are none yet (R99)."""

    class Meta:
        verbose_name = _("地域から見るページ")


class NearPage(LeadPage):
    """The three cases nearest to a situation that somebody describes in three choices."""

    class Meta:
        verbose_name = _("近い事例をさがすページ")
