"""What counts as the same text when somebody searches: width, case, kana, long vowels, small and old kana, spaces.

A text is folded piece by piece (a sign with the marks that belong to it, or a run of spaces), so that a place in the
folded text leads back to its place in what was written.
"""

import re
import unicodedata
from functools import lru_cache

from members.text import USUAL_SIGNS

# A run of spaces; the stars of bold words; or one sign with its voicing and combining marks
_PIECES = re.compile(r"\s+|\*\*|\S[\u0300-\u036f\u3099-\u309c\uff9e\uff9f]*")
_JAPANESE = "\u3001-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_GAP = r"(?:[^\S\n]++(?:\n[^\S\n]*+)?|\n[^\S\n]*+)"
# What Japanese is written with or without: a space or the end of a line beside it (山田 太郎, NPO 法人; an empty line
# is more than that), and the dot between words in katakana
_OPTIONAL = re.compile(
    rf"(?<=[{_JAPANESE}]){_GAP}(?=\S)|(?<=\S){_GAP}(?=[{_JAPANESE}])|(?<=[ァ-ヺーｦ-ﾟ])[・･](?=[ァ-ヺｦ-ﾝ])"
)
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
# The voicing marks that stand alone; made compatible they would bring a space along
_VOICING = str.maketrans("゛゜", "\u3099\u309a")
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
_OLD = {"ゐ": "い", "ゑ": "え", "ぢ": "じ", "づ": "ず"}
# Whatever is typed for a long vowel is one sign, and so are hyphens and waves: in print they cannot be told apart, and
# 10-12時 is 10〜12時
_LONG = dict.fromkeys("-‐‑‒–—―−─━~〜∼", "ー")
_SAME = str.maketrans(_SMALL | _OLD | _LONG) | USUAL_SIGNS
# 3ヶ月, 3ケ月, 3カ月 and 3か月; but 鎌ヶ谷 is 鎌ケ谷
_COUNTING = re.compile(r"(?:[ヶヵ]|(?<![ァ-ヺー])[ケカ])(?=[月所国年])")


def fold(text: str) -> str:
    """The text as it is searched.

    >>> fold("ﾎﾞﾗﾝﾃｨｱ　ＮＰＯ") == fold("ボランテイア npo")
    True
    """
    return "".join(map(_folded, _PIECES.findall(_OPTIONAL.sub("", _kept_in_length(text)))))


def folded_with_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`fold(text)`, and for each sign of it where in `text` it comes from: (start, end)."""
    places: list[tuple[int, int]] = []
    found = []
    text = _kept_in_length(text)
    optional = {match.start() for match in _OPTIONAL.finditer(text)}
    for match in _PIECES.finditer(text):
        folded = "" if match.start() in optional else _folded(match[0])
        found.append(folded)
        places += [match.span()] * len(folded)
    return "".join(found), places


def folded_with_kinds(text: str) -> tuple[str, str]:
    """`fold(text)`, and for each sign of it of which kind it was written: 漢, か, カ, a (letters and digits), ・ (all else)."""
    pieces = _PIECES.findall(_OPTIONAL.sub("", _kept_in_length(text)))
    return "".join(map(_folded, pieces)), "".join(map(_kinds, pieces))


def _kept_in_length(text: str) -> str:
    return _COUNTING.sub("か", text)


@lru_cache(maxsize=20_000)
def _folded(piece: str) -> str:
    if piece.isspace():
        return " "
    if piece == "**":
        return ""
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", piece).translate(_VOICING)).casefold()
    return unicodedata.normalize("NFKC", folded.translate(_KATAKANA).translate(_SAME))


@lru_cache(maxsize=20_000)
def _kinds(piece: str) -> str:
    return _kind(unicodedata.normalize("NFKC", piece)[:1]) * len(_folded(piece))


def _kind(sign: str) -> str:
    if "\u3041" <= sign <= "\u309f":
        return "か"
    if "\u30a1" <= sign <= "\u30ff" and sign != "・":
        return "カ"
    if "\u3400" <= sign <= "\u9fff" or sign >= "\U00020000" or sign in "々〆〇":
        return "漢"
    return "a" if sign.isalnum() else "・"
