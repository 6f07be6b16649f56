"""事例 and 団体 as lists to take out, in CSV and Excel: a case a row, drafts too; of organisations what everybody reads."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms import directory
from cms.models import CasePage
from members.admin.exporting import field, listed
from members.admin.organisations import EXPORT
from members.models import Organisation
from members.models.organisations import OrganisationQuerySet


def _words(name: str) -> tuple[Any, Any]:
    label, _taken = field(CasePage, name)
    return label, lambda case: listed(getattr(case, name).all())


def _day(name: str, label: Any) -> tuple[Any, Any]:
    return label, lambda case: moment.isoformat(timespec="minutes") if (moment := getattr(case, name)) else ""


COLUMNS: dict[str, tuple[Any, Any]] = {
    "title": field(CasePage, "title"),
    "slug": field(CasePage, "slug"),
    "address": (_("ページのアドレス"), lambda case: case.address),
    "live": (_("公開中"), lambda case: int(case.live)),
    "is_sample": (_("見本"), lambda case: int(case.is_sample)),
    "is_composite": field(CasePage, "is_composite"),
    "organisation": (_("団体"), lambda case: case.organisation.name if case.organisation else ""),
    "code": (_("団体コード"), lambda case: case.organisation.code if case.organisation else ""),
    "cohort": field(CasePage, "cohort"),
    "summary": field(CasePage, "summary"),
    **{name: _words(name) for name in ("target_groups", "approaches", "themes", "prefectures")},
    "tags": (_("タグ"), lambda case: listed(case.tags.all())),
    "published": _day("first_published_at", _("載せた日")),
    "changed": _day("last_published_at", _("直した日")),
}
FETCHED = ("target_groups", "approaches", "themes", "prefectures", "tagged_items__tag")


def organisations() -> OrganisationQuerySet:
    """Those of the directory, with what a row says."""
    fetched = ("prefectures__block", "extra_blocks", "target_groups", "approaches", "participations")
    return directory.public().select_related("type").prefetch_related(*fetched)


def _projects(organisation: Organisation) -> str:
    """As on its page: without those that were withdrawn."""
    return listed(one.project_title for one in organisation.participations.all() if not one.withdrawn)


ORGANISATIONS: dict[str, tuple[Any, Any]] = {
    **{name: EXPORT[name] for name in ("code", "name", "legal_form", "type", "is_sample")},
    "address": (_("ページのアドレス"), lambda one: f"{settings.SITE_URL}/organisations/{one.code}/"),
    **{name: EXPORT[name] for name in ("blocks", "prefectures", "area", "nationwide", "target_groups")},
    "approaches": (_("取組の種類"), lambda one: listed(one.approaches.all())),
    "projects": (EXPORT["projects"][0], _projects),
    "summary": field(Organisation, "summary"),
    **{name: EXPORT[name] for name in ("website", "founded_year", "size", "office", "local_ties")},
}
