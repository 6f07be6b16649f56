"""What the site itself has to find: cases, organisations, texts."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms import casework, directory
from cms.models import ContactPage, JoinPage, TextPage
from cms.models.base import PublicQuerySet
from cms.practices import finding as practices
from cms.searching.sources import Shown, Source, register

TEXTS = (TextPage, JoinPage, ContactPage)
# From a case or practice to the words of each facet
FILED = {"prefecture": ("prefectures__code",), "target": ("target_groups__slug",), "theme": ("themes__slug",)}


def _cases(_reader):
    return casework.public().select_related("organisation")


def _practices(_reader):
    return practices.public().select_related("organisation")


def _organisations(_reader):
    return directory.public().prefetch_related("prefectures", "target_groups", "extra_themes", "approaches")


def _texts(reader) -> PageQuerySet:
    return PublicQuerySet(Page).visible_to(reader).type(*TEXTS).specific()


def _show_told(case) -> Shown:
    return Shown(case.title, case.url, case.organisation.name if case.organisation else "", case.is_sample)


def _show_organisation(organisation) -> Shown:
    return Shown(organisation.name, f"/organisations/{organisation.code}/", organisation.area, organisation.is_sample)


def connect() -> None:
    """Called once by cms.apps."""
    register(
        Source(
            "cases",
            _("事例"),
            _cases,
            _show_told,
            FILED,
            order=100,
        )
    )
    register(Source("practices", _("取組カード"), _practices, _show_told, FILED, order=150))
    register(
        Source(
            "organisations",
            _("団体"),
            _organisations,
            _show_organisation,
            {
                "prefecture": ("prefectures__code",),
                "target": ("target_groups__slug",),
                "theme": ("target_groups__themes__slug", "extra_themes__slug"),
            },
            order=200,
        )
    )
    register(Source("texts", _("このサイトの案内"), _texts, order=900))
