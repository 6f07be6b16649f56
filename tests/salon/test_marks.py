"""A text is read without the marks that make it bold, a list or a quote."""

import pytest

from salon import marks


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**居場所**づくり", "居場所づくり"),
        ("- ひとつ\n* ふたつ\r\n3. みっつ", "・ひとつ\n・ふたつ\n3. みっつ"),
        ("> 前の人の文\n>\nこたえ", "前の人の文\n\nこたえ"),
        ("- **いつ** 土曜", "・いつ 土曜"),
    ],
)
def test_marks_are_not_read(typed, shown):
    assert marks.read(typed) == shown


@pytest.mark.parametrize("typed", ["2**3 は 8", "** 空き **", "***", "-1度", "->", "2026.11.27", "　字下げ\n\n段落"])
def test_what_nobody_meant_as_a_mark_is_read_as_typed(typed):
    assert marks.read(typed) == typed
