"""What of a text is shown in the list of what was found: the place with the words, marked."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms.searching.folding import folded_with_places

AROUND = 45  # signs before the first word that was found; three times as many after it
LONG_WORD = 20


def marked(text: str, words: Sequence[str]) -> SafeString:
    """The whole text as HTML, with each of the folded words in <mark>."""
    return _html(text, _found(text, words), 0, len(text))


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether any of the folded words stands in it."""
    return bool(_found(text, words))


def excerpt(text: str, words: Sequence[str]) -> SafeString:
    """The part of the text where the first of the words stands, in one line; its beginning where none of them does."""
    text = " ".join(text.split())
    found = _found(text, words)
    first = found[0][0] if found else 0
    start = 0 if first <= AROUND else _uncut(text, first - AROUND // 2)
    end = _uncut(text, min(len(text), start + 4 * AROUND))
    if found:
        end = max(end, min(found[0][1], len(text)))
    return mark_safe(("…" if start else "") + _html(text, found, start, end) + ("…" if end < len(text) else ""))


def _uncut(text: str, at: int) -> int:
    """The next place that is not inside a word of Latin letters: Japanese can be cut anywhere, English cannot."""
    for place in range(at, min(at + LONG_WORD, len(text))):
        beside = text[place - 1 : place + 1]
        if not (beside.isascii() and beside.isalnum()):
            return place
    return at


def _found(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where in `text` the words stand: from, to; in order, none over another."""
    folded, places = folded_with_places(text)
    spans = []
    for word in words:
        at = folded.find(word)
        while at >= 0:
            spans.append((places[at][0], places[at + len(word) - 1][1]))
            at = folded.find(word, at + len(word))
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _html(text: str, found: list[tuple[int, int]], start: int, end: int) -> SafeString:
    parts, at = [], start
    for left, right in found:
        left, right = max(left, at), min(right, end)
        if left < right:
            parts += [escape(text[at:left]), "<mark>", escape(text[left:right]), "</mark>"]
            at = right
    return mark_safe("".join([*parts, escape(text[at:end])]))
