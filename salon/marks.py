"""What of a typed text is a mark: how a line begins, and the stars around bold words.

`salon.rooms.text` draws them. Where a text stands in a line among others, it is read without them.
"""

import re
from collections.abc import Iterator

# What a line is, by how it begins, and what of it is shown
LINES = [
    ("quote", re.compile(r">(?: (.*))?$")),
    ("bullet", re.compile(r"[-*] +(\S.*)$")),
    ("number", re.compile(r"[1-9]\d?\. +(\S.*)$")),
]
BOLD = re.compile(r"(?<!\*)\*\*(?!\*)")


def lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def kind(line: str) -> str:
    if not line.strip():
        return "nothing"
    return next((kind for kind, form in LINES if form.match(line)), "text")


def inside(kind: str, line: str) -> str:
    """What is shown of a line of this kind."""
    form = dict(LINES).get(kind)
    match = form.match(line) if form else None
    return (match[1] or "") if match else line


def bold(line: str) -> Iterator[tuple[bool, str]]:
    """The line in pieces, and whether they are bold: **…** with something but a space at both of its ends.

    Stars of any other kind are stars.
    """
    pieces = BOLD.split(line)
    yield False, pieces[0]
    position = 1
    while position < len(pieces):
        piece = pieces[position]
        if position + 1 < len(pieces) and piece and piece == piece.strip():
            yield True, piece
            yield False, pieces[position + 1]
            position += 2
        else:
            yield False, f"**{piece}"
            position += 1


def read(text: str) -> str:
    """The text as one reads it, without its marks; what stands in a list begins with a dot or its number."""
    return "\n".join(map(_read, lines(text)))


def _read(line: str) -> str:
    of = kind(line)
    shown = line if of == "number" else inside(of, line)
    return ("・" if of == "bullet" else "") + "".join(piece for _bold, piece in bold(shown))
