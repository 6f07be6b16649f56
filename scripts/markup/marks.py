"""What is ours on a page of Wagtail's, and in that again theirs, marked by comments around it."""

import re

OURS, THEIRS = "ours", "theirs"
MARK = re.compile(r"<!--(/?)(ours|theirs)-->")
SHORT = 200  # signs: what is shorter, like an icon, stands in many places and is not looked for


def mark(html, parts):
    """`html` with marks around these parts of it: pairs of whose and what, inner ones first as they were drawn."""
    for whose, part in reversed(parts):
        if "<" in part and (whose == OURS or len(part) > SHORT):  # not in an attribute, nor in a title
            html = html.replace(part, f"<!--{whose}-->{part}<!--/{whose}-->", 1)
    return html


def is_marked(html):
    return f"<!--{OURS}-->" in html


def ours(html):
    """Pairs of a part that is ours and where in `html` it begins."""
    inside, begins = [], 0
    for found in MARK.finditer(html):
        if inside and inside[-1] == OURS:
            yield html[begins : found.start()], begins
        begins = found.end()
        if found[1]:
            inside.pop()
        else:
            inside.append(found[2])


def is_ours(html, place):
    """Whether the sign at `place`, counted from 0, is in such a part."""
    return any(begins <= place < begins + len(part) for part, begins in ours(html))
