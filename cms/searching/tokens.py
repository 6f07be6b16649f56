"""What stands in the index for a text, and what is asked for a word. Each database keeps these as opaque words.

For each pair of neighbouring signs one, and for the last sign of a run: so every part of a text is found, a single sign
as the beginning of pairs. With a mark before it: that a word begins, ends or stands here, and all of it again for a title.
Signs of ASCII are lifted into the private area, so that no token means anything to a query language.
"""

from cms.searching.edges import edges
from cms.searching.folding import folded_with_kinds

BEGINS, ENDS, STANDS, TITLE, MODEL = "\ue100", "\ue101", "\ue102", "\ue103", "\ue104"
_LIFTED = {code: 0xE000 + code for code in range(0x80)}
_SPACE = chr(_LIFTED[ord(" ")])


def of_text(text: str) -> tuple[str, set[str]]:
    """The folded text, and its tokens. `text` as it was written."""
    folded, kinds = folded_with_kinds(text)
    signs = folded.translate(_LIFTED)
    places = edges(folded, kinds)
    known = set(places)
    found = {one + other for one, other in zip(signs, signs[1:] + _SPACE, strict=True)}
    found |= {pair[0] for pair in found if pair[1] == _SPACE}
    found.update(BEGINS + signs[place : place + 2] for place in places[:-1])
    found.update(ENDS + signs[place - 2 : place] for place in places if place > 1)
    found.update(STANDS + signs[place : place + 1] for place in places if place + 1 in known)
    found.update(STANDS + signs[place : place + 2] for place in places if place + 2 in known)
    return folded, {one for one in found if _SPACE not in one}


def pairs(word: str) -> list[str]:
    """What a text must have that holds the folded word; a token of one sign is a beginning of tokens."""
    found = []
    for run in word.translate(_LIFTED).split(_SPACE):
        found += [run] if len(run) == 1 else [run[place : place + 2] for place in range(len(run) - 1)]
    return list(dict.fromkeys(found))


def whole(word: str) -> list[str]:
    """What it has besides where the word stands for itself and is no part of another."""
    signs = word.translate(_LIFTED)
    marked = [STANDS + signs] if len(signs) < 3 else [BEGINS + signs[:2], ENDS + signs[-2:]]
    return [one for one in marked if _SPACE not in one]


def is_exact(word: str) -> bool:
    """Whether the tokens alone say that the word is there: it has one or two signs."""
    return len(word) < 3 and " " not in word


def of_model(content_type: int) -> str:
    return f"{MODEL}{content_type}".translate(_LIFTED)
