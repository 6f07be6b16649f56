"""What is typed into the search field makes words; nothing typed there is an error."""

import pytest

from cms.searching import asking

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("見守り　電話", ("見守り", "電話")),
        ("居", ("居",)),
        ('"夏の 見守り" 会', ("夏の見守り", "会")),
        ("「夏の　見守り」会", ("夏の見守り", "会")),
        ('"とじていない', ("とじていない",)),
        ("100% _ * \\", ("100%", "_", "*", "\\")),
        ("NPO npo ＮＰＯ", ("npo",)),
        ('"good morning"', ("good morning",)),
        ("２０２６年", ("2026年",)),
    ],
)
def test_words_stand_between_spaces_and_a_phrase_in_quotes(typed, words):
    asked = asking.read(typed)
    assert (asked.words, asked.problems) == (words, [])


@pytest.mark.parametrize("typed", ['"', "「」", "\u200b", "**"])
def test_what_holds_no_word_is_said(typed):
    asked = asking.read(typed)
    assert asked.words == ()
    assert asked.problems


@pytest.mark.parametrize("typed", ["あ" * 10_000, "あ い う え お か き く け こ", "a\x00b", "a\ud800"])
def test_what_is_left_out_is_said(typed):
    asked = asking.read(typed)
    assert len(asked.problems) == 1
    assert sum(map(len, asked.words)) <= asking.LONGEST
    assert len(asked.words) <= asking.MOST


def test_nothing_typed_is_nothing_asked():
    assert asking.read(" 　") == asking.Asked()


def test_what_was_typed_stays_in_the_field_however_long_it_is():
    assert asking.read("あ" * 500).text == "あ" * 500
