"""The parts of a mail, taken apart within bounds that no person's mail reaches.

The library of the language looks at some of what it reads again and again: at each line once for every part around it,
at a header once for every sign in it. Whoever writes a mail for that purpose would keep the process busy for hours.
"""

from collections.abc import Callable
from email import message_from_bytes
from email.message import Message as Part
from email.parser import BytesHeaderParser
from email.policy import Compat32

from salon.replies.charsets import decode

LARGEST = 20 * 1024 * 1024  # bytes of a mail with its attachments
HEAD = 64 * 1024
MOST_LINES = 500_000  # attachments of the largest mail have half of them
MOST_BOUNDARIES = 100  # parts in parts
LONGEST_HEADER = 16_000


class _Bounded(Compat32):
    def header_source_parse(self, sourcelines):
        """What is longer than any header counts as empty, so that nobody hides behind its beginning."""
        name, value = super().header_source_parse(sourcelines)
        return name, value if len(value) <= LONGEST_HEADER else ""

    def header_fetch_parse(self, name, value):
        """Old programs put the names of files there as they are, in the charset of their place."""
        if name.lower() in ("content-type", "content-disposition") and not value.isascii():
            return decode(value.encode("utf-8", "surrogateescape"))
        return super().header_fetch_parse(name, value)


_POLICY = _Bounded()


def is_too_large(raw: bytes) -> bool:
    """Of that only the head is read, by which its sender is known."""
    return (
        len(raw) > LARGEST
        or raw.count(b"\n") + raw.count(b"\r") > 2 * MOST_LINES
        or raw.lower().count(b"boundary") > MOST_BOUNDARIES
    )


def parsed(raw: bytes) -> Part:
    try:
        return message_from_bytes(raw, policy=_POLICY)
    except RecursionError:  # mails in mails without end
        return head_of(raw)


def head_of(raw: bytes) -> Part:
    """Headers only; the rest is one text."""
    return BytesHeaderParser(policy=_POLICY).parsebytes(raw[:HEAD])


def said(ask: Callable[[], str | None]) -> str:
    """What a header says; empty where it says so in a coding that is none."""
    try:
        return ask() or ""
    except (ValueError, LookupError):
        return ""
