"""A mail as it came in, read: who sent it, what one wrote in it oneself, what is attached. Nothing raises on bad mail.

The old interface of `email` (compat32) on purpose: the new one stumbles over headers that are wrong in ways which mail
programs make every day.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as Part
from itertools import islice

from members.models.people import normal_address
from members.text import seen
from salon.replies.charsets import decode
from salon.replies.files import File, file_of
from salon.replies.html import CUT, text_of
from salon.replies.parsing import head_of, parsed, said
from salon.replies.quoting import LENGTH, own_words
from salon.replies.signatures import NOBODY, Sender

_AUTOMATIC_SUBJECT = re.compile(
    # What is said about such mails goes on behind the word
    r"[\s【\[(「]*((自動(返信|応答|返答|送信|配信)(メール)?|不在(通知|連絡|応答|のお知らせ)|開封(済み|通知|確認)"
    r"|automatic reply|auto(matic)?[- ]?(reply|response)|out of( the)? office( autoreply)?)\s{0,9}([:：】\])」]|$)"
    r"|undeliver|mail delivery|delivery status|returned mail|failure notice|mail system error|read:)",
    re.IGNORECASE,
)
_MAILER = re.compile(r"(mailer-daemon|postmaster|no-?reply)@", re.IGNORECASE)
# From where a word begins, and a name without an end to the end: each sign is looked at once
_ADDRESS = re.compile(r"(?<![^\s<>()\[\],;:\"])[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
_ONE = r"([^\s<>()\[\],;:\"\\@]+@[^\s<>()\[\],;:\"\\@]+)"
_ALONE = re.compile(rf"[^<>()\\:;@]*(?:@[^<>()\\:;@]*)?<\s*{_ONE}\s*>|{_ONE}")
_TOKEN = re.compile(r"\\.|[^\\\"()]+|.", re.DOTALL)
MOST_PARTS = 500
TEXT_BYTES = 4 * 1024**2  # of one part; one's own words come first
_DATA = re.compile(rb"data:[\w/+.;=-]{1,100},[\w%+/=\s]{100,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Mail:
    """`senders` as we compare addresses; `words` without quotation and signature; `files` that were sent along."""

    senders: list[str]
    message_id: str
    is_automatic: bool
    words: str
    is_whole: bool  # nothing of its words was too much to be read
    files: list[File]
    key: str


def read(raw: bytes, envelope_sender: str | None = None, sender: Sender = NOBODY) -> Mail:
    """`envelope_sender` as the mail server said it, empty for bounces; None where it said nothing.

    `sender`: who is known to write from here.
    """
    mail = parsed(raw)
    senders = _senders(mail)
    shown = _header(mail, "From").rpartition("<")[0].strip(' "')
    words, files = _contents(mail, replace(sender, address=senders[0] if senders else "", shown=shown))
    message_id = _header(mail, "Message-ID").strip()
    return Mail(
        senders=senders,
        message_id=message_id,
        is_automatic=_is_automatic(mail, envelope_sender),
        words=words.replace(CUT, ""),
        is_whole=CUT not in words,
        files=files,
        key=_key(message_id or _content(mail, words, files)),
    )


def recipients(raw: bytes) -> list[str]:
    """All addresses to which a mail may have come, where nobody says which: those that servers noted first."""
    mail = head_of(raw)
    names = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To", "To", "Cc")
    return list(dict.fromkeys(address for name in names for address in _addresses(mail, name)))


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _content(mail: Part, words: str, files: list[File]) -> str:
    """By which a mail without a Message-ID is known."""
    return "\n".join([_header(mail, "Date"), _header(mail, "From"), words, *(file.name for file in files)])


def _header(mail: Part, name: str) -> str:
    """All headers of this name as text."""
    return " ".join(_plain(str(value)) for value in mail.get_all(name, []))


def _plain(value: str) -> str:
    """A header with its encoded words read."""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return _CONTROL.sub("", value)
    read = (part if isinstance(part, str) else decode(part, charset or "") for part, charset in parts)
    return _CONTROL.sub("", "".join(read))


def _senders(mail: Part) -> list[str]:
    """Of From; none at all where it can be read in two ways, since an address is the right to write."""
    found = []
    for value in mail.get_all("From", []):
        for one in _without_names(str(value)).split(","):
            if alone := _ALONE.fullmatch(one.strip()):
                found.append(normal_address(alone[1] or alone[2]))
            elif re.search("[@<>]", one):
                return []
    return found


def _addresses(mail: Part, name: str) -> list[str]:
    """Addresses of a header as we compare them; none that stands in a display name."""
    found: list[str] = []
    for value in mail.get_all(name, []):
        for one in _without_names(str(value)).split(","):
            in_brackets = re.findall(r"<([^<>]*)>", one)
            found += _ADDRESS.findall(in_brackets[-1] if in_brackets else one)
    return [normal_address(address) for address in found]


def _without_names(value: str) -> str:
    """Without what is quoted and what stands in brackets, also within brackets. Not decoded: what is encoded is a name."""
    kept, depth, is_quoted = [], 0, False
    for token in _TOKEN.findall(value):
        if token == '"' and not depth:
            is_quoted = not is_quoted
            kept.append(" ")
        elif is_quoted:
            continue
        elif token == "(":
            depth += 1
            kept.append(" ")
        elif token == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(token)
    return "".join(kept)


def _is_automatic(mail: Part, envelope_sender: str | None) -> bool:
    """Sent by a machine: nobody waits for an answer, and one would lead in circles."""
    submitted = _header(mail, "Auto-Submitted").strip().lower()
    return (
        envelope_sender == ""
        or _header(mail, "Return-Path").strip() == "<>"
        or (bool(submitted) and not submitted.startswith("no"))
        or _header(mail, "Precedence").strip().lower() in ("bulk", "junk", "list", "auto_reply")
        or any(name in mail for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Unsubscribe"))
        or mail.get_content_type() == "multipart/report"
        or any(map(_MAILER.match, _senders(mail)))
        or bool(_AUTOMATIC_SUBJECT.match(_header(mail, "Subject")))
    )


def _contents(mail: Part, sender: Sender) -> tuple[str, list[File]]:
    """One's own words, from the plain text where there is one, and what is attached."""
    texts: list[tuple[Part | None, bool, str]] = []
    others = []
    for part, is_embedded, either in islice(_leaves(mail), MOST_PARTS):
        kind, is_attached = part.get_content_type(), part.get_content_disposition() == "attachment"
        name = file_name(_plain(said(part.get_filename)))
        is_text = not is_attached and (not name or is_embedded)
        if is_text and kind in ("text/plain", "text/html"):
            is_html = kind == "text/html"
            if sum(len(text) for _either, is_such, text in texts if is_such == is_html) < LENGTH:
                texts.append((either, is_html, _text(part) if is_html else _flowing(part, _text(part))))
        else:
            others.append((part, name, is_embedded))
    shown = "\n".join(text for _either, is_html, text in texts if is_html)
    found = (file_of(part, name, shown, is_embedded) for part, name, is_embedded in others)
    words = own_words("\n".join(_chosen(texts)), sender)
    return seen(_CONTROL.sub("", words)).strip(), [file for file in found if file]


def _chosen(texts: list[tuple[Part | None, bool, str]]) -> Iterator[str]:
    """In their order; where a mail says the same twice, its plain text, if words of one's own are in it."""
    has_words = {id(either): False for either, _is_html, _text in texts}
    for either, is_html, text in texts:
        has_words[id(either)] |= not is_html and bool(own_words(text))
    for either, is_html, text in texts:
        if either is None or is_html != has_words[id(either)]:
            yield text_of(text) if is_html else text


def _leaves(mail: Part) -> Iterator[tuple[Part, bool, Part | None]]:
    """Parts that hold something, and none of a mail in the mail: each with whether it is a picture in a text, and with
    the multipart/alternative around it.
    """
    waiting: list[tuple[Part, bool, Part | None]] = [(mail, False, None)]
    while waiting:
        part, is_embedded, either = waiting.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            is_related = part.get_content_subtype() == "related"
            around = part if part.get_content_subtype() == "alternative" else either
            inner: list[Part] = part.get_payload()  # type: ignore[assignment]
            waiting += [(one, is_related, around) for one in reversed(inner)]
        else:
            yield part, is_embedded, either


def _text(part: Part) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    if part.get_content_subtype() == "html":
        raw = _DATA.sub(b"", raw)  # pictures
    if len(raw) > TEXT_BYTES:
        # To the end of a line, so that no sign is cut in two
        raw = raw[: raw.rfind(b"\n", 0, TEXT_BYTES) + 1] or raw[:TEXT_BYTES]
    return decode(raw, said(part.get_content_charset))


def _flowing(part: Part, text: str) -> str:
    """Lines that the mail program broke are whole again (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    glue = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    lines: list[tuple[str, list[str]]] = []
    goes_on = False
    for line in text.splitlines():
        marks = _marks(line)
        words = line[len(marks) :].removeprefix(" ")
        if not goes_on or lines[-1][0] != marks:
            lines.append((marks, [f"{marks} "] if marks else []))
        goes_on = words.endswith(" ") and words != "-- "
        lines[-1][1].append(words[:-1] + glue if goes_on else words)
    return "\n".join("".join(pieces) for _marks, pieces in lines)


def _marks(line: str) -> str:
    return line[: len(line) - len(line.lstrip(">"))]


def file_name(name: str) -> str:
    """The last part of a path, short enough to be named in a sentence."""
    return " ".join(re.split(r"[/\\]", name)[-1].split())[-60:]
