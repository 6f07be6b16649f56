"""What the form of a case says of its plain Japanese, and the readings that are kept with it."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from cms.plain import readings, ruby
from cms.plain.findings import ADVICE, LONG, Finding, findings
from members.language import JAPANESE

FIELDS = ("title", "summary")


@dataclass(frozen=True)
class Advice:
    """Findings of one kind."""

    title: str
    text: str
    found: list[Finding]


class ReadAloud(models.Model):
    """A page with `title` and `summary` whose kanji have readings."""

    said_in: str

    corrections = models.TextField(
        _("ふりがなの直し"),
        max_length=1000,
        blank=True,
        help_text=_(
            "ふりがなは、保存するときに自動でつきます。ちがっていたら「縁側《えんがわ》」のように、言葉のすぐあとに正しい読みを《 》に入れて書きます。いくつでも書けます。「縁側《》」と書くと、ふりがなはつきません。"
        ),
    )
    # field → pieces of cms.plain.readings, as of the last saving
    readings = models.JSONField(editable=False, blank=True, default=dict)

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        try:
            readings.read_corrections(self.corrections)
        except ValidationError as fault:
            raise ValidationError({"corrections": fault}) from fault

    def save_revision(self, *args: Any, **kwargs: Any):
        """Each draft has its readings, so that nobody who reads waits for the analyser."""
        self.propose_readings()
        return super().save_revision(*args, **kwargs)

    def propose_readings(self) -> None:
        corrections = readings.read_corrections(self.corrections)
        self.readings = {field: readings.propose(getattr(self, field), corrections) for field in FIELDS}

    @property
    def title_read(self):
        return self._read("title")

    @property
    def summary_read(self):
        return self._read("summary")

    def _read(self, field: str):
        said = getattr(self, field)
        return ruby.html(said, self.readings.get(field, ()) if self.said_in == JAPANESE else ())

    @property
    def has_readings(self) -> bool:
        return self.said_in == JAPANESE and any(
            reading for pieces in self.readings.values() for _text, reading in pieces
        )

    @property
    def plain(self) -> dict[str, Any]:
        """For the editor: what in the summary is hard, with its place in the text, and what a correction misses."""
        found = findings(self.summary)
        order = list(ADVICE)
        kinds = groupby(sorted(found, key=lambda one: order.index(one.kind)), key=lambda one: one.kind)
        return {
            "advice": [Advice(*ADVICE[kind], list(ones)) for kind, ones in kinds],
            "marked": _marked(self.summary, found),
            "unused": self._unused(),
        }

    def _unused(self) -> str:
        try:
            corrected = readings.read_corrections(self.corrections)
        except ValidationError:
            return ""
        return "、".join(word for word in corrected if not any(word in getattr(self, field) for field in FIELDS))


def _marked(text: str, found: list[Finding]) -> list[tuple[str, bool]]:
    """The text in pieces, and whether something was found there. Long sentences are named, not marked: it would be all."""
    hit = {at for one in found if one.kind != LONG for at in range(one.start, one.end)}
    runs = groupby(enumerate(text), key=lambda place: place[0] in hit)
    return [("".join(char for _at, char in run), marked) for marked, run in runs]


class PlainPanel(Panel):
    """Beneath the summary; comes anew with each saving, as the checklist does."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/plain_panel.html"

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "page": self.instance}
