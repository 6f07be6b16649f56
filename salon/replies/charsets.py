"""Bytes of a mail as text, for what Japanese mail programs call ISO-2022-JP, Shift_JIS and EUC-JP.

What they write is Microsoft's code page 932 in three wrappings: with ①, ㈱ and 髙, which the standards do not know, and
with half-width kana. Python's own codecs stop there. A label may also be missing or wrong: then we look.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

# In ISO-2022-JP: what the bytes after a sequence are
_SWITCH = re.compile(rb"(\x1b\([BJI]|\x1b\$[@B]|\x1b\$\(D|\x0e|\x0f)")
_TWO_BYTES = (b"\x1b$@", b"\x1b$B")
_KANA = (b"\x1b(I", b"\x0e")
_EUC = re.compile(rb"\x8f[\xa1-\xfe]{2}|\x8e[\xa1-\xdf]|[\xa1-\xfe]{2}|[\x00-\x7f]+|.", re.DOTALL)
_HIGH = re.compile(rb"[\x80-\xff]")
_ESCAPES = re.compile(rb"\x1b\$(?:[@B]|\(D)")
_KANA_OR_EUC = re.compile(rb"[\xa1-\xdf]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_HIRAGANA = re.compile("[ぁ-ん]")
# Carriers' own emoji arrive as signs for private use, which no other screen can show
_PRIVATE = re.compile("[\ue000-\uf8ff]")
GETA = "〓"
Read = Callable[..., str]  # of bytes; and of "replace", where a byte that is none shall not stop it


def decode(raw: bytes, label: str = "") -> str:
    """`raw` as text, whatever it takes: by its label where that fits, else by what it looks like."""
    label = re.sub(r"[^a-z0-9]", "", label.lower())
    named = _BY_LABEL.get(label)
    # Old servers call everything Latin. Latin text is mostly ASCII, Japanese is not
    if label in _LATIN and len(_HIGH.findall(raw)) * 5 < len(raw):
        named = _plain("cp1252")
    if _ESCAPES.search(raw):
        named = _iso_2022_jp
    elif named is _iso_2022_jp and _HIGH.search(raw):
        named = None
    elif label in _SHIFT_JIS and _is_euc(raw):
        named = _euc_jp
    likely: Iterable[Read] = [named, _utf8, partial(_mostly, named), *_likely(raw)] if named else _likely(raw)
    for read in likely:
        try:
            return _PRIVATE.sub(GETA, read(raw))
        except UnicodeDecodeError:
            pass
    return raw.decode("utf-8", "replace")


def _mostly(named: Read, raw: bytes) -> str:
    """By its label, though a byte or two are lost; what is garbage in great part has another one."""
    text = named(raw, "replace")
    high = len(_BEYOND_ASCII.findall(text))
    if text.count("\ufffd") * 10 > high + 8:
        raise UnicodeDecodeError("mostly", raw, 0, 1, "garbage")
    return text


def _is_euc(raw: bytes) -> bool:
    """EUC-JP, though it can be read as Shift_JIS: the half-width kana of that are hiragana, and nobody writes so many ､."""
    try:
        text = _euc_jp(raw)
    except UnicodeDecodeError:
        return False
    return len(_HIRAGANA.findall(text)) * 3 > len(_BEYOND_ASCII.findall(text))


def _likely(raw: bytes) -> Iterator[Read]:
    if b"\x1b$" in raw or b"\x1b(I" in raw:
        yield _iso_2022_jp
    yield _utf8
    # EUC-JP is often readable as Shift_JIS too, as a row of half-width kana that nobody writes
    if len(_KANA_OR_EUC.findall(raw)) * 2 > len(_HIGH.findall(raw)):
        yield _euc_jp
    yield _plain("cp932")
    yield _euc_jp


def _plain(codec: str) -> Read:
    return lambda raw, errors="strict": raw.decode(codec, errors)


def _utf8(raw: bytes, errors: str = "strict") -> str:
    """Some write signs beyond 65,535 as two halves (CESU-8)."""
    try:
        return raw.decode("utf-8-sig", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return raw.decode("utf-8-sig", errors)


def _iso_2022_jp(raw: bytes, errors: str = "replace") -> str:
    parts = _SWITCH.split(raw)
    text = [parts[0].decode("cp932", "replace")]
    for switch, part in zip(parts[1::2], parts[2::2], strict=True):
        # A line begins in ASCII, also where the mail program forgot to say so
        first, newline, rest = part.partition(b"\n")
        if switch in _TWO_BYTES:
            text.append(_pairs(first))
        elif switch in _KANA:
            text.append(bytes(byte | 0x80 if byte > 0x20 else byte for byte in first).decode("cp932", "replace"))
        elif switch == b"\x1b$(D":
            text.append(_supplement(first))
        else:
            first, newline, rest = part, b"", b""
            text.append(first.decode("cp932", "replace"))
        text.append((newline + rest).decode("cp932", "replace"))
    return "".join(text)


def _euc_jp(raw: bytes, errors: str = "strict") -> str:
    text = []
    for part in _EUC.findall(raw):
        if part[0] < 0x80:
            text.append(part.decode("ascii"))
        elif part[0] == 0x8E:
            text.append(part[1:].decode("cp932"))
        elif part[0] == 0x8F:
            text.append(part.decode("euc_jp", "replace"))
        elif len(part) == 2:
            text.append(_pairs(bytes(byte & 0x7F for byte in part)))
        elif errors == "replace":
            text.append("\ufffd")
        else:
            raise UnicodeDecodeError("euc_jp", raw, 0, 1, "half a sign")
    return "".join(text)


def _pairs(raw: bytes) -> str:
    """Pairs of 7-bit bytes (row and cell) by code page 932, which knows rows that JIS X 0208 leaves empty."""
    text = []
    for row, cell in re.findall(rb"([\x21-\x7e])([\x21-\x7e])", raw):
        high, low = (row[0] - 0x21) // 2 + 0x81, cell[0]
        high += 0x40 if high > 0x9F else 0
        low += 0x7E if row[0] % 2 == 0 else 0x1F if low < 0x60 else 0x20
        sign = bytes((high, low)).decode("cp932", "replace")
        text.append(sign if len(sign) == 1 and sign != "\ufffd" else GETA)
    return "".join(text)


def _supplement(raw: bytes) -> str:
    return b"".join(
        b"\x8f" + bytes(byte | 0x80 for byte in pair) for pair in re.findall(rb"[\x21-\x7e]{2}", raw)
    ).decode("euc_jp", "replace")


_SHIFT_JIS = ["shiftjis", "xsjis", "sjis", "cp932", "ms932", "windows31j", "mskanji"]
_LATIN = {"iso88591", "iso885915", "windows1252", "latin1"}
# Only what mails to Japanese people come in. No label is given to Python unseen: it knows codecs that are no charset
_BY_LABEL: dict[str, Read] = {
    **dict.fromkeys(["iso2022jp", "csiso2022jp", "cp50220", "cp50221", "cp50222", "iso2022jpms"], _iso_2022_jp),
    **dict.fromkeys(["eucjp", "xeucjp", "cp51932", "eucjpms"], _euc_jp),
    **dict.fromkeys(_SHIFT_JIS, _plain("cp932")),
    **dict.fromkeys(["utf8", "unicode11utf8"], _utf8),
    **dict.fromkeys(["gb2312", "gbk", "gb18030"], _plain("gb18030")),
    **dict.fromkeys(["euckr", "ksc56011987", "ksc5601"], _plain("cp949")),
    **dict.fromkeys(["big5"], _plain("cp950")),
    "utf7": _plain("utf-7"),
    "utf16": _plain("utf-16"),
    "utf16le": _plain("utf-16-le"),
    "utf16be": _plain("utf-16-be"),
    **{f"iso8859{number}": _plain(f"iso8859-{number}") for number in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 16)},
    **{f"windows{number}": _plain(f"cp{number}") for number in (874, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
    "koi8r": _plain("koi8-r"),
    "koi8u": _plain("koi8-u"),
    "tis620": _plain("cp874"),
    "iso2022kr": _plain("iso2022_kr"),
}
