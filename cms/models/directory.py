"""団体をさがす: one page with addresses beneath it; the organisations themselves live in `members`."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms.models.base import LeadPage
from members.models import Organisation


class DirectoryPage(RoutablePageMixin, LeadPage):
    """Members edit their profile without rights over pages: an organisation's page is its record and this view."""

    class Meta:
        verbose_name = _("団体をさがすページ")

    @path("", name="everybody")
    def everybody(self, request):
        return self.show(request)

    @path("<slug:code>/", name="one")
    def one(self, request, code: str):
        return self.show_organisation(request, code)

    def get_route_paths(self) -> list[str]:
        """What is redirected when the directory moves: the pages of the organisations with it."""
        return ["/", *(f"/{code}/" for code in Organisation.objects.values_list("code", flat=True))]

    def get_sitemap_urls(self, request=None) -> list[dict]:
        shown = Organisation.objects.visible_to(AnonymousUser()).counted().values_list("code", "updated_at")
        return [
            *super().get_sitemap_urls(request),
            *({"location": f"{settings.SITE_URL}{self.url}{code}/", "lastmod": at} for code, at in shown),
        ]
