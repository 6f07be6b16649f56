"""Chromium is shown each page on a phone and at a desk, with what is folded unfolded and with long words."""

import pytest

from scripts.markup import looking
from tests.browser import chromium

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not chromium.executable(), reason="there is no Chromium"),
]


def test_only_a_fault_of_ours_is_told(page):
    pages = [
        page("good", "<p>本文</p>"),
        page("field", '<p><input name="q"></p>'),
        page("folded", '<details><summary>開く</summary><img src="/a.png"></details>'),
        page("long", '<p style="overflow-wrap: normal">zq-name-own-qz</p>'),
        page("theirs", '<p><input name="q"></p><!--ours--><p>本文</p><!--/ours-->'),
        page(
            "mixed", '<!--ours--><div><!--theirs--><input name="q"><!--/theirs--><img src="/a.png"></div><!--/ours-->'
        ),
    ]
    told = {}
    for one, text in looking.faults(pages):
        told.setdefault(one.template.removesuffix(".html"), []).append(text.partition(" <")[0])
    assert told == {
        "field": ["at 390 px: axe label:", "at 1280 px: axe label:"],
        "folded": ["at 390 px: axe image-alt:", "at 1280 px: axe image-alt:"],
        "long": ["at 390 px with long words: sticks out sideways:"],
        "mixed": ["at 390 px: axe image-alt:", "at 1280 px: axe image-alt:"],
    }
