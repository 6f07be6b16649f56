"""How a page is built, without its words: what tells one state of a template from another."""

import re

from scripts.markup import marks

TAG = re.compile(r"<!--.*?-->|<(/?[a-z][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>|[^<\s][^<]*", re.I | re.S)
ATTRIBUTE = re.compile(r"([^\s=/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|[^\s>]+))?")
# Their values decide how something looks and what it is; those of others are words and addresses
TELLING = {"class", "type", "role"}


def parts(html):
    """Tags with the names of their attributes, and "·" for words, in the order of the page."""
    for found in TAG.finditer(html):
        if found[1]:
            attributes = ATTRIBUTE.findall(found[2])
            said = sorted(f"{name}={a or b}" if name in TELLING else name for name, a, b in attributes)
            yield " ".join([found[1], *said])
        elif not found[0].startswith("<!--"):
            yield "·"


def pairs(html):
    """Whatever stands directly before something else: an empty list, a message after a field, a third kind of card.

    Rows that repeat make no new pair, so the set is small, and a page whose pairs are all known shows nothing new.
    Of a page of Wagtail's only what is ours counts.
    """
    found = set()
    for piece in [part for part, _place in marks.ours(html)] if marks.is_marked(html) else [html]:
        before = ""
        for part in parts(piece):
            found.add((before, part))
            before = part
    return found


def subject(template, html):
    """Within what a page has to be new: its template, but all pages of Wagtail's together."""
    return "a page of Wagtail's" if marks.is_marked(html) else template
