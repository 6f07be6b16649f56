"""Two pages are of one shape when they differ in their words alone."""

import pytest

from scripts.markup.shapes import pairs

pytestmark = pytest.mark.once
ROW = '<li><a href="/a/">あ</a></li>'
PAGE = f'<main><h1>事例</h1><ul class="cards">{ROW}{ROW}</ul></main>'


@pytest.mark.parametrize(
    "other",
    [
        PAGE.replace("あ", "い う え"),
        PAGE.replace("/a/", "/b/"),
        PAGE.replace("</ul>", f"{ROW}</ul>"),
        PAGE.replace("<h1>", "<!-- said to nobody --><h1>"),
    ],
    ids=["words", "addresses", "one more row", "a comment"],
)
def test_nothing_new_is_shown(other):
    assert pairs(other) - pairs(PAGE) == set()


@pytest.mark.parametrize(
    "other",
    [
        PAGE.replace(ROW, ""),
        PAGE.replace("<h1>", '<p class="notice">!</p><h1>'),
        PAGE.replace("<a ", '<a aria-current="page" '),
        PAGE.replace("cards", "cards cards--two"),
        PAGE.replace("あ", ""),
    ],
    ids=["empty list", "a notice", "an attribute", "a class", "a link without words"],
)
def test_another_state_is_new(other):
    assert pairs(other) - pairs(PAGE)
