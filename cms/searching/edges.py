"""Where a word of a Japanese text may begin and end: by the kinds of signs, and inside kanji by how words are made of them.

Good enough to put 京都 above 東京都, and only for that: what is found does not depend on it. A morphological analyser knows
more; with its dictionary of 190 MB the index would be written at half the speed.
"""

import re

# Most words of kanji have two. These stand alone behind such a word, and those before one
_BEHIND = frozenset(
    "都道府県市区町村郡駅者家会員長所院館室園校課部団的性化型式用力度中後前内外上下間時日月年人法費料金券"
)
_BEFORE = frozenset("不非未無再毎各")
# Between words of hiragana
_PARTICLE = re.compile("[のをはがにでともへや]")
_RUN = re.compile(r"(.)\1*")


def edges(folded: str, kinds: str) -> list[int]:
    """Places in a folded text, from 0 to behind its last sign, where a word may begin or end; in order.

    `kinds` comes from `folding.folded_with_kinds`, because folding makes one of hiragana and katakana.
    """
    found = [0]
    for run in _RUN.finditer(kinds):
        start, end = run.span()
        if run[1] == "漢":
            _inside_kanji(folded, start, end, found)
        elif run[1] == "か":
            for one in _PARTICLE.finditer(folded, start, end):
                found += [one.start(), one.end()]
        elif run[1] == "・":
            found += range(start, end)
        found.append(end)
    return sorted(set(found))


def _inside_kanji(signs: str, at: int, end: int, found: list[int]) -> None:
    while end - at > 2:
        if signs[at] in _BEFORE and (end - at) % 2:
            at += 1
        else:
            at += 2
            while end - at not in (0, 2) and signs[at] in _BEHIND:
                found.append(at)
                at += 1
        found.append(at)
