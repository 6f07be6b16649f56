"""The words of a text, by a morphological analyser. Its dictionary takes a second and 150 MB, so it is loaded
when an editor first needs it, once in a process, and never for who only reads."""

import functools
import threading
from dataclasses import dataclass

from members.text import USUAL_SIGNS, fold

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Word:
    """`text` from `start` to `end`; `reading` in hiragana; `kind`: its part of speech, the finer one second."""

    text: str
    start: int
    end: int
    kind: tuple[str, str]
    base: str
    reading: str


@functools.cache
def _tokenizer():
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="core").tokenizer(mode=SplitMode.C)


def words(text: str) -> list[Word]:
    """Everything in `text`, in order and without gaps."""
    if not text.strip():
        return []
    # The dictionary knows 高橋 and not 髙橋
    usual = text.translate(USUAL_SIGNS)
    with _ONE_AT_A_TIME:
        return [
            Word(
                text[one.begin() : one.end()],
                one.begin(),
                one.end(),
                one.part_of_speech()[:2],
                one.dictionary_form(),
                fold(one.reading_form()),
            )
            for one in _tokenizer().tokenize(usual)
        ]
