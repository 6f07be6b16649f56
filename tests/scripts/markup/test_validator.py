"""The checker finds what is wrong in ours, and says nothing of what is not."""

import shutil

import pytest

from scripts.markup import validator

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not shutil.which("java"), reason="the HTML checker runs on Java"),
]
TWICE = '<p id="main">本文</p>'


def test_only_a_fault_of_ours_is_told(page):
    pages = [
        page("good", "<p>本文</p>"),
        page("twice", TWICE),
        page("theirs", f"{TWICE}<!--ours--><hr><!--/ours-->"),
        page("ours", f"<!--ours-->{TWICE}<!--/ours-->"),
        page("row", "<tr><td>あ</td></tr>", whole=False),
        page("button", '<button form="on-message">ありがとう</button>', whole=False),
        page("typed", '<form><input type="date" aria-label="日" value="あした"></form>'),
        page("salon--mail--a", '<table border="0"><tr><td>あ</td></tr></table>'),
        page("no-mail", '<table border="0"><tr><td>あ</td></tr></table>'),
    ]
    told = {page.template: text for page, text in validator.faults(pages)}
    assert told.keys() == {"twice.html", "ours.html", "no-mail.html"}
    assert "Duplicate ID “main”" in told["twice.html"]
