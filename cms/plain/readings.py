"""How the kanji of a text are read: proposed by the analyser, corrected by people.

Readings are kept as pieces, [text, reading in kana or ""], which together are the text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.plain.kanji import KANJI
from cms.plain.words import words

Pieces = list[list[str]]
# Where the analyser says what is rarely meant; 何 is なに or なん, so it stays bare
MEANT = {"私": "わたし", "明日": "あした", "日本": "にほん", "月": "つき", "何": ""}
_CORRECTION = re.compile(r"([^\s《》、。｜]+)《([^《》]*)》")
READING = r"[ぁ-ゖァ-ヺー]+"
_NUMBER = re.compile(r"[0-9０-９一二三四五六七八九十百千万〇]+")


def propose(text: str, corrections: Mapping[str, str]) -> Pieces:
    """`corrections`: word → reading; an empty one leaves the word bare."""
    pieces: list[tuple[str, str]] = []
    at = 0
    longest_first = sorted(corrections, key=len, reverse=True)
    for word in re.finditer("|".join(map(re.escape, longest_first)), text) if corrections else ():
        pieces += _proposed(text[at : word.start()])
        pieces += _align(word[0], corrections[word[0]])
        at = word.end()
    return _joined([*pieces, *_proposed(text[at:])])


def _proposed(text: str) -> Iterator[tuple[str, str]]:
    """Numbers stay bare with what they count: 二十日 is はつか, 三人 is さんにん, 一人 is ひとり."""
    at = 0
    after_number = False
    for word in words(text):
        # The analyser counts what it was given; whatever it left out is still text
        yield text[at : word.start], ""
        at = word.end
        counts = after_number and word.kind[0] in ("接尾辞", "名詞")
        after_number = word.kind[1] == "数詞" or bool(_NUMBER.fullmatch(word.text))
        # A 々 by itself is read as the name of the sign
        bare = counts or after_number or word.kind[0] == "補助記号" or re.match(r"[0-9０-９]", word.text)
        yield from [(word.text, "")] if bare else _align(word.text, MEANT.get(word.text, word.reading))
    yield text[at:], ""


def _align(word: str, reading: str) -> list[tuple[str, str]]:
    """空き家, あきや: 空 あ, き, 家 や. What does not fit stays one piece; a word without kanji is bare."""
    parts = re.split(rf"({KANJI}+)", word)
    # Of what it does not know (𩸽) the analyser says the word itself
    if len(parts) == 1 or not re.fullmatch(READING, reading):
        return [(word, "")]
    pattern = "".join("(.+?)" if number % 2 else re.escape(_kana(part)) for number, part in enumerate(parts))
    fits = re.fullmatch(pattern, _kana(reading))
    if not fits:
        return [(word, reading)]
    read = iter(fits.groups())
    return [(part, next(read) if number % 2 else "") for number, part in enumerate(parts)]


def _kana(text: str) -> str:
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in text)


def _joined(pieces: Iterable[tuple[str, str]]) -> Pieces:
    joined: Pieces = []
    for text, reading in pieces:
        if joined and not reading and not joined[-1][1]:
            joined[-1][0] += text
        elif text:
            joined.append([text, reading])
    return joined


def read_corrections(typed: str) -> dict[str, str]:
    """縁側《えんがわ》 空き家《あきや》 as word → reading. Raises ValidationError that says what to write instead."""
    corrections = {}
    for word, reading in _CORRECTION.findall(typed):
        if reading and not re.fullmatch(READING, reading):
            raise ValidationError(
                _("「%(text)s」の読みは、ひらがなで書いてください。") % {"text": f"{word}《{reading}》"}
            )
        corrections[word] = reading
    if left := _CORRECTION.sub("", typed).strip(" 　\n\r\t、。"):
        raise ValidationError(
            _(
                "「%(text)s」は、このままでは読めません。「縁側《えんがわ》」のように、言葉のすぐあとに、読みを《 》に入れて書いてください。"
            )
            % {"text": left}
        )
    return corrections
