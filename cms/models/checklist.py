"""What a case still lacks, for the person who writes it. Nothing here keeps anybody from publishing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

# Pieces of the body that readers ask for, and the label of the block that holds each
BODY = "body-root"
PIECES = ("need", "audience", "stages", "roles", "start", "cost", "setbacks", "figures", "interview")


@dataclass(frozen=True)
class Line:
    """One thing that is there or not yet; `place` is the id in the form where it is written."""

    text: str
    done: bool
    place: str


def lines(case: Any) -> Iterator[Line]:
    """Of a CasePage, in the order of the form."""
    yield Line(_("題を書く"), bool(case.title.strip()), "id_title")
    yield Line(_("「ひとことで」を書く"), bool(case.summary.strip()), "id_summary-label")
    told_of = case.organisation is not None or case.is_composite
    yield Line(_("団体を選ぶ（または「複数の事例を組み合わせた例」にする）"), told_of, "id_organisation-label")
    yield Line(_("年度を選ぶ"), case.cohort is not None, "id_cohort-label")
    has_picture = case.picture is not None and bool(case.picture_alt.strip())
    yield Line(_("主な写真を入れ、写っているものを書く"), has_picture, "id_picture-label")
    yield from _body(case)
    for field, text in (
        ("target_groups", _("対象を選ぶ")),
        ("approaches", _("取組の種類を選ぶ")),
        ("themes", _("テーマを選ぶ")),
        ("prefectures", _("都道府県を選ぶ")),
    ):
        yield Line(text, bool(getattr(case, field).all()), f"case-{field}")
    if case.organisation is not None:
        yield Line(
            _("団体の、確認する方のメールアドレスを書く"), bool(case.approver_address), "id_approver_address-label"
        )


def _body(case: Any) -> Iterator[Line]:
    # An empty block is only a place to write
    there = {block.block_type for block in case.body if any(block.block.get_searchable_content(block.value))}
    labels = case.body.stream_block.child_blocks
    for name in PIECES:
        yield Line(_("本文に「%(name)s」を入れる") % {"name": labels[name].label}, name in there, BODY)
    photos = [row for block in case.body if block.block_type == "photos" for row in block.value["rows"]]
    if photos:
        described = all((row["alt"] or "").strip() for row in photos)
        yield Line(_("どの写真にも、写っているものを書く"), described, BODY)


class ChecklistPanel(Panel):
    """The lines at the top of the form. Each saving by itself brings them anew (wagtailadmin/pages/edit_partials.html)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/checklist_panel.html"

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "page": self.instance}
