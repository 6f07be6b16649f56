"""The text of a message as HTML: bold, lists, quotes, links. Whatever is none of these looks as it was typed.

A small form of its own and not Markdown, which does much that nobody here asks for: it takes the full-width space from
the beginning of a line, counts lists anew, draws the answer beneath a quoted line into the quote, leaves **「強調」** as
it is, and makes lists of dates. Every step here reads the text once, so that nothing takes long.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from salon import marks

LONGEST_SHOWN = 60  # characters of an address; the link keeps them all

# Addresses end where ASCII ends: in Japanese no space follows them. Bounded, so that looking for them stays quick
ADDRESS = re.compile(
    r"(?<![A-Za-z0-9@./_%+-])(?:"
    r"(?P<web>https?://[A-Za-z0-9][!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]*)"
    r"|(?P<mail>[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![A-Za-z0-9@-]))",
    re.IGNORECASE | re.ASCII,
)
SENTENCE = ".,:;!?'*"  # belongs to the sentence around an address
BRACKETS = {")": "(", "]": "["}


def text_html(text: str) -> SafeString:
    """Safe HTML of what somebody typed."""
    return _joined(_block(kind, list(group)) for kind, group in groupby(marks.lines(text), marks.kind))


def addresses(text: str) -> list[str]:
    """The web addresses in a text, in order, as its links have them."""
    return [_cut(match["web"]) for match in ADDRESS.finditer(text) if match["web"]]


def _block(kind: str, lines: list[str]) -> SafeString:
    if kind == "nothing":
        return mark_safe("")
    if kind == "text":
        return format_html("<p>{}</p>", _broken(lines))
    shown = [marks.inside(kind, line) for line in lines]
    if kind == "quote":
        return format_html("<blockquote><p>{}</p></blockquote>", _broken(shown))
    if kind == "bullet":
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_bold(one),) for one in shown)))
    # With its own number, whatever stands before it
    numbered = ((line.partition(".")[0], _bold(one)) for line, one in zip(lines, shown, strict=True))
    return format_html("<ol>{}</ol>", format_html_join("", '<li value="{}">{}</li>', numbered))


def _broken(lines: list[str]) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((_bold(line),) for line in lines))


def _bold(line: str) -> SafeString:
    return _joined(
        format_html("<strong>{}</strong>", _linked(piece)) if is_bold else _linked(piece)
        for is_bold, piece in marks.bold(line)
    )


def _linked(text: str) -> SafeString:
    return _joined(_links(text))


def _links(text: str) -> Iterator[SafeString]:
    end = 0
    for match in ADDRESS.finditer(text):
        address = _cut(match["web"] or match["mail"])
        yield conditional_escape(text[end : match.start()])
        if match["web"]:
            shown = address if len(address) <= LONGEST_SHOWN else f"{address[:LONGEST_SHOWN]}…"
            yield format_html('<a href="{}" rel="noopener nofollow">{}</a>', address, shown)
        else:
            yield format_html('<a href="mailto:{}">{}</a>', address, address)
        end = match.start() + len(address)
    yield conditional_escape(text[end:])


def _cut(address: str) -> str:
    """Without what the sentence put behind it, and without a bracket that was opened before it."""
    closing = {mark: address.count(mark) - address.count(opening) for mark, opening in BRACKETS.items()}
    end = len(address)
    while end:
        mark = address[end - 1]
        if closing.get(mark, 0) > 0:
            closing[mark] -= 1
        elif mark not in SENTENCE:
            break
        end -= 1
    return address[:end]


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))
