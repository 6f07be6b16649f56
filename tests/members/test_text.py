"""Names that people take for the same are the same when compared."""

import pytest

from members.text import fold, is_readable

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＮＰＯ", "npo"),
        ("わんず", "ワンズ"),
        ("ﾜﾝｽﾞ", "わんず"),
        ("札幌 メンズ", "札幌メンズ"),
        ("札幌　メンズ", "札幌メンズ"),
        ("えがお（本部）", "えがお(本部)"),
        ("①の会", "1の会"),
        ("なかよし～", "なかよし~"),
    ],
)
def test_these_are_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("東京都", "京都府"), ("はな", "ばな"), ("くじら", "くじらー")])
def test_these_are_two(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "readable"), [("あ", True), ("", True), ("😀", True), ("a\0", False), ("\ud800", False)]
)
def test_what_no_database_stores_is_named(text, readable):
    assert is_readable(text) is readable
