"""Lists as CSV and Excel, with columns that are worked out as well as those that are stored."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from wagtail.admin.views import generic

# A spreadsheet would carry out what begins like this, and a member may have written it
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Exporting:
    """For an index view. `export_columns`: name → (heading, what to take from a record)."""

    export_columns: dict[str, tuple[Any, Callable]] = {}

    def to_row_dict(self, item):
        return OrderedDict((name, self.export_columns[name][1](item)) for name in self.list_export)

    def get_heading(self, queryset, field):
        return str(self.export_columns[field][0])

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        if export_format == self.FORMAT_CSV and isinstance(value, str) and value.startswith(FORMULA):
            return f"'{value}"
        return value

    def stream_csv(self, queryset):
        yield "\ufeff"  # Excel reads Japanese only with it
        yield from super().stream_csv(queryset)


class ExportingIndex(Exporting, generic.IndexView):
    """The list of one of our models."""


def field(model, name: str) -> tuple[Any, Callable]:
    """A stored field as an export column, choices by their name."""
    label = model._meta.get_field(name).verbose_name
    return label, lambda record: getattr(record, f"get_{name}_display", lambda: _plain(getattr(record, name)))()


def _plain(value):
    if isinstance(value, bool):
        return int(value)
    return "" if value is None else value if isinstance(value, int) else str(value)


def listed(words) -> str:
    return "、".join(str(word) for word in words)
