"""How else a word can be written or said: spellings from the file beside this module, 言いかえ that the secretariat edits.

Asked when somebody searches, so that a change holds for everything at once and no page is indexed anew.
"""

from collections.abc import Iterable
from functools import cache as once
from pathlib import Path

from django.core.cache import cache

from cms.models import Synonyms
from cms.searching.folding import fold

MOST = 12
KEPT_FOR = 5  # seconds in which another process may not have heard of a change
_COUNTING = "け"  # ヶ and ケ, which are か before 月 and its like: what follows may have been left out


def forms(word: str) -> tuple[str, ...]:
    """The folded word first, then what means the same; at most MOST. A longer word is tried with its parts replaced."""
    found = [word]
    if word.endswith(_COUNTING):
        found.append(word[:-1] + "か")
    for groups in (_spellings(), _synonyms()):
        for one in list(found):
            found += _replaced(one, groups)
    return tuple(list(dict.fromkeys(found))[:MOST])


def _replaced(word: str, groups: Iterable[tuple[str, ...]]) -> list[str]:
    found = []
    for group in groups:
        # The longest that is in it: 子ども食堂 rather than 子ども
        said = max((one for one in group if one in word), key=len, default="")
        found += [word.replace(said, one) for one in group if said and one != said]
    return found


@once
def _spellings() -> list[tuple[str, ...]]:
    lines = (Path(__file__).parent / "spellings.txt").read_text(encoding="utf-8").splitlines()
    return [_folded(line.split()) for line in lines if line.strip() and not line.startswith("#")]


def _synonyms() -> list[tuple[str, ...]]:
    kept: list[tuple[str, ...]] | None = cache.get(Synonyms.KEPT)
    if kept is None:
        kept = [_folded(group.listed()) for group in Synonyms.objects.order_by("pk")]
        cache.set(Synonyms.KEPT, kept, KEPT_FOR)
    return kept


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(fold, words))))
