"""A part of a long form that folds: what is chosen in it stands outside, so that nobody has to open it to know."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, CheckboxInput
from django.forms.widgets import ChoiceWidget
from django.utils.text import Truncator

# Named in the summary; the others are counted
NAMED = 4
LONGEST = 24


@dataclass
class Fold:
    title: Any
    fields: list[BoundField]

    @property
    def is_wrong(self) -> bool:
        return any(field.errors for field in self.fields)

    @property
    def chosen(self) -> list[str]:
        """What stands in the fields now: as stored, or as typed where it could not be stored."""
        return [said for field in self.fields for said in _said(field)]

    @property
    def named(self) -> list[str]:
        return self.chosen[:NAMED]

    @property
    def others(self) -> int:
        return max(0, len(self.chosen) - NAMED)


def _said(field: BoundField) -> Iterator[str]:
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        if field.value():
            yield str(field.label)
    elif isinstance(widget, ChoiceWidget):
        # What was sent and is none of the choices is said by the error
        options = (option.data for option in field.subwidgets)
        yield from (str(option["label"]) for option in options if option["selected"] and option["value"] != "")
    elif text := " ".join(str(field.value() or "").split()):
        yield Truncator(text).chars(LONGEST)
