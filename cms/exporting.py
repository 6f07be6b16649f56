"""事例 as a list to take out: CSV and Excel, a case a row, drafts too."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.models import CasePage
from members.admin.exporting import field, listed


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
