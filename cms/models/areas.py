"""Two ways in for whoever thinks of their own town: the map, and the cases nearest to a situation."""

from django.utils.translation import gettext_lazy as _

from cms.models.base import LeadPage


class AreasPage(LeadPage):
    """Where there are organisations and cases, for whom, and where there are none yet (R99)."""

    class Meta:
        verbose_name = _("地域から見るページ")


class NearPage(LeadPage):
    """The three cases nearest to a situation that somebody describes in three choices."""

    class Meta:
        verbose_name = _("近い事例をさがすページ")
