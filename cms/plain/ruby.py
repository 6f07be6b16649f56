"""Readings above their kanji, in HTML that is the same for every reader: a switch shows or hides them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

# Read aloud, the kanji are enough: a reading would be said a second time
RUBY = '<ruby>{}<rp>（</rp><rt aria-hidden="true">{}</rt><rp>）</rp></ruby>'


def html(text: str, pieces: Iterable[Sequence[str]]) -> SafeString:
    """`text` with its readings; bare when they belong to a text that has changed since."""
    return _html(text, tuple(map(tuple, pieces)))


# The same title stands on its page, on cards and in lists, for as long as nobody writes another one
@lru_cache(maxsize=2000)
def _html(text: str, pieces: tuple[tuple[str, ...], ...]) -> SafeString:
    if "".join(piece[0] for piece in pieces) != text:
        return escape(text)
    return format_html_join("", "{}", ((format_html(RUBY, *piece) if piece[1] else piece[0],) for piece in pieces))
