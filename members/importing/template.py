"""The list to start from: the heading in Japanese and one row that is evidently an example.

The row carries a mark, and `checking` refuses what carries it. To pass it over silently would be to guess: somebody
may have written an organisation into it and forgotten the mark.
"""

import csv
import io

from django.utils import timezone

from members.importing.columns import COLUMNS
from members.models import TargetGroup
from members.text import fold

MARK = "（例）"
MARKED = ("name", "project_title")


def is_example(cell: str) -> bool:
    return fold(cell[:20]).startswith(fold(MARK))


def template() -> bytes:
    """CSV with a BOM, without which Excel would show something unreadable."""
    values = {column.key: column.example for column in COLUMNS}
    values |= {key: MARK + values[key] for key in MARKED}
    values["cohort"] = str(timezone.localdate().year)
    # Two words of the network's own, since only those are taken
    values["target_groups"] = "、".join(group.name for group in TargetGroup.objects.all()[:2])
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.label for column in COLUMNS)
    writer.writerow(values[column.key] for column in COLUMNS)
    return out.getvalue().encode("utf-8-sig")
