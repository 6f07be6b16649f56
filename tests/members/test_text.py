"""Names that people take for the same are the same when compared."""

import pytest

from members.fields import LineField, ParagraphsField
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


@pytest.mark.parametrize("field", [LineField, ParagraphsField])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("港\u200b ひかり", "港 ひかり"),
        ("港 ひかり\u202e（会の代表）", "港 ひかり（会の代表）"),
        ("\u2067港\u2069\ufeff", "港"),
        # One sign of several, and kanji in the form that somebody's name has
        ("👨\u200d👩\u200d👧の会", "👨\u200d👩\u200d👧の会"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("🏳\ufe0f\u200d🌈の会", "🏳\ufe0f\u200d🌈の会"),
        ("نامه\u200cای", "نامه\u200cای"),
        ("事務\u200d局", "事務局"),
        ("事務\u00ad局\U000e0041", "事務局"),
        ("Tsuna\u200cgari", "Tsunagari"),
        ("事\u2063務\u034f局\u3164", "事務局"),
    ],
)
def test_nobody_looks_like_somebody_else_or_turns_what_stands_beside(field, typed, kept):
    assert field().clean(typed) == kept
