"""What counts as the same text when two names are compared. Used for comparing only, never for storing."""

import re
import unicodedata
from itertools import chain

_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}

# Signs that names are spelt with in two ways, and the usual one of each. One for one, so that places in a text stay
USUAL_SIGNS = str.maketrans(
    "髙﨑濵濱邊邉齋齊澤廣國德惠眞冨嶋嶌圓榮壽𠮷𠮟", "高崎浜浜辺辺斎斉沢広国徳恵真富島島円栄寿吉叱"
)


def fold(text: str) -> str:
    """Full and half width, case, katakana and hiragana, spaces and brackets made equal.

    >>> fold("ＮＰＯ　わんず（本部）") == fold("npoわんず(本部)")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA_TO_HIRAGANA)
    return re.sub(r"\s+", "", folded)


# Marks that turn the direction of what follows, also of a neighbour's name, and signs without width or ink, with which one
# name passes for another or for none. Selectors of forms stay: kanji of names and emoji have them
_SIGNS = (
    0x00AD,
    0x034F,
    0x061C,
    0x115F,
    0x1160,
    0x17B4,
    0x17B5,
    0x180E,
    0x200B,
    0x200E,
    0x200F,
    0x3164,
    0xFEFF,
    0xFFA0,
)
_RANGES = ((0x2028, 0x202F), (0x2060, 0x2070), (0xFFF0, 0xFFFC), (0xE0000, 0xE0080))
_UNSEEN = dict.fromkeys([*_SIGNS, *chain.from_iterable(range(*one) for one in _RANGES)])
# Joiners hang several emoji together, and letters of scripts that join. Beside our own they only hide
_JOINERS = re.compile(
    r"(?<![^\x00-\u02ff\u3000-\u9fff\uff00-\uffef])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u02ff\u3000-\u9fff\uff00-\uffef])"
)


def seen(text: str) -> str:
    """`text` without what nobody sees and nobody types, but what comes along in a copy or is put in to deceive.

    >>> seen("港\u200b ひかり\u202e")
    '港 ひかり'
    """
    return _JOINERS.sub("", text.translate(_UNSEEN))


def is_readable(text: str) -> bool:
    """False where a text holds NUL or lone surrogates, which no database of ours stores."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)
