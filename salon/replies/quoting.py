"""What somebody wrote in a mail, without the mail that is answered and without the signature.

Every rule needs a mark that mail programs make and people hardly do. Where none fits, everything stays: too much is
read past, what is missing is lost. Rules look at single short lines, so that no text makes them slow. The library for
this (mail-parser-reply) is not used: it takes "Thanks, …" and lists for the beginning of a signature and cuts the rest
away, keeps most Japanese quotations, and needs seconds for one long line.
"""

import re
from itertools import takewhile

from salon.replies.signatures import LINE_LENGTH, NOBODY, Sender, is_divider, without_signature

# Stands where everything below is quoted; as Outlook writes it
REST_IS_QUOTED = "-----Original Message-----"

LENGTH = 200_000  # characters that are looked at; one's own words come first
HEAD_LINES = 7

# No mark is `>>3` for the third post, nor the face `>_<`
_QUOTED = re.compile(r"[ \t]{0,3}>(?!>\d{1,4}(?:\s|の|さん|へ|$)|_<)")
_ORIGINAL = re.compile(
    r"\s*-{2,}\s*(original( message)?|forwarded message|reply message"
    r"|(元の|オリジナル|返信元|転送|転送された)(メッセージ|メール)|引用元)\s*-{2,}\s*",
    re.IGNORECASE,
)
# The head of a mail, as programs repeat it above what they do not mark otherwise
_FROM = re.compile(r"[\s*]*(from|差出人|送信者|发件人|寄件者|보낸 ?사람|von|de)\s*\**\s*[:：]", re.IGNORECASE)
_HEAD = re.compile(
    r"[\s*]*(sent|date|to|cc|sub|subject|reply-to|送信日時|日時|日付|送信日|宛先|宛て先|受信者|件名|发送时间|收件人|主题|抄送"
    r"|보낸 ?날짜|받는 ?사람|제목|gesendet|an|betreff|envoyé|à|objet|enviado( el| em)?|para|asunto|assunto)\s*\**\s*[:：]",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"[\s*]*(sent|date|送信日時|日時|日付|送信日|发送时间|보낸 ?날짜|gesendet|envoyé|enviado( el| em)?)\s*\**\s*[:：]",
    re.IGNORECASE,
)
# The line above a quotation: who wrote it, and when
_ADDRESS = re.compile(r"[\w.+\"-]+@[\w.-]+")
_DAY = (
    r"((\d{4}|令和\s?(\d{1,2}|元))[年/.-]\s?\d{1,2}[月/.-]\s?\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
    r"|\d{1,2}\.? \w{3,9}\.?,? \d{4}|\w{3,9}\.? \d{1,2}, \d{4})"
)
_BEGINS = re.compile(rf"[\s(]*((On|At|Am|Le|El|Il|Em|Op|Den)\b.{{1,30}})?{_DAY}|.{{0,80}}@[\w.-]{{1,80}}>\s?さんは\b")
_HAS_DAY = re.compile(_DAY)
_WROTE = re.compile(
    r"(wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|のメール|書きました|写道|님이 작성)[^:：]{0,60}[:：]",
    re.IGNORECASE,
)
_ENDS_WITH_ADDRESS = re.compile(r"@[\w.-]+[>)\]]*\s*[:：]")


def own_words(text: str, sender: Sender = NOBODY) -> str:
    """`text` of a mail by `sender` without quotations and signature; empty where nothing of one's own is in it."""
    lines = text[:LENGTH].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = without_signature(_without_quotations(lines, sender.greeting), sender)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in kept)).strip("\n")


def _without_quotations(lines: list[str], greeting: str) -> list[str]:
    kept: list[str] = []
    at, is_headed = 0, False
    # Some programs repeat our mail without any mark
    while at < len(lines) and not (greeting and lines[at].strip() == greeting):
        if _QUOTED.match(lines[at]):
            at += 1
        elif length := _head(lines, at) or _heading(lines, at):
            at, is_headed = _next_words(lines, at + length), True
            if at < len(lines) and not _QUOTED.match(lines[at]):
                break  # nothing marks where it ends
        else:
            kept.append(lines[at])
            at += 1
    # An arrow: programs mark more than one line, and say above whose they are
    if not is_headed and sum(bool(_QUOTED.match(line)) for line in lines) == 1:
        kept = lines[:at]
    # What a mail program draws between the answer and what is answered
    while kept and (not kept[-1].strip() or is_divider(kept[-1])):
        kept.pop()
    return kept


def _head(lines: list[str], at: int) -> int:
    """How many lines from here are a mail's head, as it is repeated above the mail: 0 where none begins."""
    line, begins = lines[at], at
    if len(line) > LINE_LENGTH:
        return 0
    if _ORIGINAL.fullmatch(line):
        begins = _next_words(lines, at + 1)
    elif not (_is_of_head(line) and _is_head(lines, at)):
        return 0
    return begins - at + sum(1 for _ in takewhile(_is_of_head, lines[begins : begins + HEAD_LINES]))


def _is_of_head(line: str) -> bool:
    return bool(_FROM.match(line[:LINE_LENGTH]) or _HEAD.match(line[:LINE_LENGTH]))


def _is_head(lines: list[str], at: int) -> bool:
    """Letters to an office have a sender, a recipient and a subject, too: programs add when, or draw a line above."""
    near = [near[:LINE_LENGTH] for near in takewhile(str.strip, lines[at : at + HEAD_LINES])]
    above = next(filter(str.strip, reversed(lines[max(at - 2, 0) : at])), "")
    return (
        any(map(_FROM.match, near))
        and sum(map(bool, map(_HEAD.match, near))) >= 2
        and (any(map(_SENT.match, near)) or is_divider(above))
    )


def _heading(lines: list[str], at: int) -> int:
    """How many lines from here say who wrote what follows: 0, or up to 3, since a long one is broken."""
    words = ""
    for length in (1, 2, 3):
        if at + length > len(lines) or not lines[at + length - 1].strip():
            return 0
        words = f"{words} {lines[at + length - 1].strip()}".strip()
        if len(words) > LINE_LENGTH or (length == 1 and not (_BEGINS.match(words) or words[-1] in ":：")):
            return 0
        if words[-1] in ":：":
            break
    else:
        return 0
    if length > 1 and not _BEGINS.match(words):
        return 0
    after = _next_words(lines, at + length)
    is_quoted = after < len(lines) and _QUOTED.match(lines[after])
    says_when = _WROTE.search(words) or _HAS_DAY.search(words)
    # Without marks below, it must look like nothing else
    return length if says_when and (is_quoted or (_ADDRESS.search(words) and _ends(words))) else 0


def says_who_wrote(line: str) -> bool:
    """Whether a quotation is to be expected below."""
    return bool(_heading([line, ">"], 0))


def _ends(words: str) -> bool:
    return bool(_ENDS_WITH_ADDRESS.search(words[-120:]) or _WROTE.search(words[-80:]))


def _next_words(lines: list[str], at: int) -> int:
    return next((number for number in range(at, len(lines)) if lines[number].strip()), len(lines))
