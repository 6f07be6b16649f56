"""docs/importing.md says of columns and limits what the code says."""

import pytest

from members.importing.cohorts import YEARS
from members.importing.columns import COLUMNS
from members.importing.faults import ENOUGH, SHOWN
from members.importing.reading import MAX_BYTES, MAX_ROWS
from members.importing.template import MARK
from tests.docs.reading import rows, section, text_of

pytestmark = pytest.mark.once

DOCUMENT = text_of("docs/importing.md")


def test_shows_every_column_as_the_page_and_help_do():
    shown = rows(section(DOCUMENT, "## ファイル"))
    assert shown == [
        [f"`{column.key}`", column.label, "**必ず**" if column.required else "", str(column.help)] for column in COLUMNS
    ]


def test_names_the_limits():
    for limit in (f"{MAX_BYTES // 1024**2}MB", f"{MAX_ROWS:,}団体", f"{SHOWN}件", f"{ENOUGH:,}件", MARK):
        assert limit in DOCUMENT
    assert f"{YEARS[0]}から{YEARS[1]}まで" in DOCUMENT
