"""What a link to one of our own public pages says of where it leads. Pages of other houses are asked nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cms import directory
from cms.models import DirectoryPage, PublicPage
from cms.models.base import PublicQuerySet


@dataclass(frozen=True)
class Preview:
    """One page as a small card shows it; `path` is its address on this site."""

    path: str
    title: str
    kind: str
    text: str


def own_path(address: str) -> str | None:
    """The path on this site that an address leads to; None for every other site."""
    if not f"{address}/".startswith(f"{settings.SITE_URL}/"):
        return None
    return unquote(urlsplit(address).path).strip("/")


def of(paths: Iterable[str]) -> dict[str, Preview]:
    """Of each path (from `own_path`) that is a public page now; in the same few queries however many they are.

    Asked for a stranger: what not everybody may read has no preview for anybody.
    """
    roots = Site.get_site_root_paths()
    if not roots:
        return {}
    root = roots[0].root_path
    wanted = {f"{root}{path}/" if path else root: path for path in paths}
    pages = PublicQuerySet(Page).visible_to(AnonymousUser()).filter(url_path__in=wanted)
    found = {
        wanted[page.url_path]: _of_page(wanted[page.url_path], page)
        for page in pages.specific()
        if isinstance(page, PublicPage)
    }
    return found | _of_organisations(wanted)


def _of_page(path: str, page: PublicPage) -> Preview:
    return Preview(f"/{path}/" if path else "/", page.full_title, str(page._meta.verbose_name), page.description)


def _of_organisations(wanted: dict[str, str]) -> dict[str, Preview]:
    """Those whose address stands beneath the directory."""
    [home] = DirectoryPage.objects.visible_to(AnonymousUser()).values_list("url_path", flat=True)[:1] or [None]
    paths = {
        code: path
        for place, path in wanted.items()
        if home and place.startswith(home) and (code := place.removeprefix(home).rstrip("/"))
    }
    if not paths:
        return {}
    return {
        paths[one.code]: Preview(f"/{paths[one.code]}/", one.name, _("団体"), one.summary)
        for one in directory.public().filter(code__in=paths)
    }
