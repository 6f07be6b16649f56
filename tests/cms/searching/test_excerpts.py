"""An excerpt is the place where the word stands, and reads as a piece of a text."""

import pytest

from cms.searching.excerpts import AROUND, excerpt

pytestmark = pytest.mark.once
ENGLISH = "Neighbours " * 20 + "come for tea and stay " + "afterwards " * 40


def test_words_in_latin_letters_are_not_cut_at_its_ends():
    shown = excerpt(ENGLISH, ["tea"])
    words = shown.replace("<mark>", "").replace("</mark>", "").strip("…").split()
    assert set(words) == {"Neighbours", "come", "for", "tea", "and", "stay", "afterwards"}
    assert shown.startswith("…") and shown.endswith("…")
    assert excerpt(ENGLISH, []).strip("…").split()[-1] == "Neighbours"


def test_what_has_no_place_to_be_cut_is_cut_all_the_same():
    assert excerpt("a" * 1000, []) == "a" * (4 * AROUND) + "…"


def test_a_japanese_text_begins_where_there_is_room_before_the_word():
    assert excerpt("あ" * 100 + "縁側" + "い" * 300, ["縁側"]).startswith(
        "…" + "あ" * (AROUND // 2) + "<mark>縁側</mark>い"
    )
