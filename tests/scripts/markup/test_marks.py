"""Of a page of Wagtail's only what our templates gave is ours."""

import pytest

from scripts.markup import marks, shapes

pytestmark = pytest.mark.once
THEIR_TABLE = "<table>" + "<tr><td>3</td></tr>" * 20 + "</table>"
OUR_PANEL = f"<section><h2>待っていること</h2>{THEIR_TABLE}<p>了</p></section>"
PAGE = f"<!doctype html><title>はじめ</title><nav>…</nav>{OUR_PANEL}<footer>…</footer>"
DRAWN = [("theirs", THEIR_TABLE), ("ours", OUR_PANEL), ("ours", "はじめ")]


def test_what_stands_in_ours_is_theirs_again():
    page = marks.mark(PAGE, DRAWN)
    whose = {word: marks.is_ours(page, page.index(word)) for word in ("<nav", "<h2", "<td", "<p>", "<footer")}
    assert whose == {"<nav": False, "<h2": True, "<td": False, "<p>": True, "<footer": False}


def test_a_title_is_left_alone():
    assert "<title>はじめ</title>" in marks.mark(PAGE, DRAWN)


def test_what_is_theirs_makes_no_page_new():
    page = marks.mark(PAGE, DRAWN)
    assert shapes.pairs(page) == shapes.pairs(page.replace("<nav>", "<nav hidden>").replace("<td>3", "<td><b>3</b>"))
    assert shapes.pairs(page) != shapes.pairs(page.replace("<p>", "<p hidden>"))
