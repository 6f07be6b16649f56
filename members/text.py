"""What counts as the same text when two names are compared. Used for comparing only, never for storing."""

import re
import unicodedata

_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def fold(text: str) -> str:
    """Full and half width, case, katakana and hiragana, spaces and brackets made equal.

    >>> fold("ＮＰＯ　わんず（本部）") == fold("npoわんず(本部)")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA_TO_HIRAGANA)
    return re.sub(r"\s+", "", folded)


def is_readable(text: str) -> bool:
    """False where a text holds NUL or lone surrogates, which no database of ours stores."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)
