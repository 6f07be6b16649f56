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


# Marks that turn the direction of what follows, also of a neighbour's name, and spaces without width, with which one name
# passes for another. Joiners (200c, 200d) stay: emoji of several people hang on them
_UNSEEN = dict.fromkeys(
    [0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


def seen(text: str) -> str:
    """`text` without what nobody sees and nobody types, but what comes along in a copy or is put in to deceive.

    >>> seen("港\u200b ひかり\u202e")
    '港 ひかり'
    """
    return text.translate(_UNSEEN)


def is_readable(text: str) -> bool:
    """False where a text holds NUL or lone surrogates, which no database of ours stores."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)
