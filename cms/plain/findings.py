"""What in a text is hard to read, with a word of advice. Nothing here keeps anybody from publishing."""

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.plain.kanji import is_hard
from cms.plain.words import Word, words

LIST = Path(__file__).parent / "words.json"
LONGEST = 50
LONG, PASSIVE, NEGATIVE, KATAKANA, KANJI, WORD = "long", "passive", "negative", "katakana", "kanji", "word"
# kind: heading, what to do
ADVICE: dict[str, tuple[Any, Any]] = {
    LONG: (_("長い文"), _("二つか三つの文に分けると、読みやすくなります。")),
    PASSIVE: (_("「…される」の形"), _("だれがするのかを先に書き、「…する」の形にすると、分かりやすくなります。")),
    NEGATIVE: (_("「ない」が二つ"), _("「ない」を重ねずに、「ある」「できる」の形で書くと、まちがいなく伝わります。")),
    KATAKANA: (_("カタカナの言葉"), _("知らない人もいる言葉です。やさしい言葉にするか、説明をつけてください。")),
    KANJI: (_("むずかしい漢字"), _("小学校で習わない漢字です。やさしい言葉にするか、ひらがなで書いてください。")),
    WORD: (_("かたい言葉"), _("ふだん話すときの言葉にすると、やわらかくなります。")),
}
# られる after these says that something can be done, or speaks politely
CAN_BE_DONE = frozenset(
    [
        "来る",
        "食べる",
        "出る",
        "見る",
        "見つける",
        "続ける",
        "受ける",
        "寝る",
        "着る",
        "起きる",
        "決める",
        "始める",
        "借りる",
        "分ける",
        "預ける",
        "いる",
    ]
)
_NOT = r"(?:な(?:い|かった|く)|ありません)"
DOUBLE_NEGATIVES = re.compile(
    rf"な(?:く|い(?:こと|わけ|もの)?(?:で)?)[はも]{_NOT}"
    r"|ないと[はも](?:[言い](?:え|い?[切き]れ)|(?:限|かぎ)[らり])(?:ない|ません)|ない(?:はず|わけ)[がは](?:ない|ありません)"
    r"|ない(?:人|方|日|ところ|もの)は(?:い|あり)?(?:ない|ません)"
    r"|ざるを(?:得|え)(?:ない|ません)|(?:ずに|ないで)は(?:い|お)られ(?:ない|ません)|ないわけには(?:いか|行か|まい)(?:ない|りません|ません)"
)


@dataclass(frozen=True)
class Finding:
    """`text` from `start` to `end`; `easier`: words in its place, or nothing."""

    kind: str
    text: str
    start: int
    end: int
    easier: str = ""


@functools.cache
def _list() -> dict[str, Any]:
    return json.loads(LIST.read_text(encoding="utf-8"))


def findings(text: str) -> list[Finding]:
    """Each hard word once, in the order of the text."""
    found = [*_long(text), *_negative(text), *_of_words(words(text))]
    first: dict[tuple[str, str], Finding] = {}
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        first.setdefault((one.kind, one.text), one)
    return list(first.values())


def _long(text: str) -> Iterator[Finding]:
    for sentence in re.finditer(r"[^。！？!?\n]+[。！？!?]?", text):
        if len(sentence[0].strip()) > LONGEST:
            yield Finding(LONG, sentence[0].strip(), sentence.start(), sentence.end())


def _negative(text: str) -> Iterator[Finding]:
    for one in DOUBLE_NEGATIVES.finditer(text):
        yield Finding(NEGATIVE, one[0], one.start(), one.end())


def _of_words(said: list[Word]) -> Iterator[Finding]:
    for before, word in zip([None, *said], said, strict=False):
        if before is not None and _is_passive(before, word):
            yield Finding(PASSIVE, before.text + word.text, before.start, word.end)
        elif word.kind[1] != "固有名詞" and (kind := _kind(word)):
            yield Finding(kind, word.text, word.start, word.end, _list()["easier"].get(word.base, ""))


def _is_passive(before: Word, word: Word) -> bool:
    if word.kind[0] != "助動詞" or before.kind[0] != "動詞":
        return False
    return word.base == "れる" or (word.base == "られる" and before.base not in CAN_BE_DONE)


def _kind(word: Word) -> str:
    if re.fullmatch(r"[ァ-ヺー]{2,}", word.text):
        return "" if word.text in _list()["everyday"] else KATAKANA
    if is_hard(word.text):
        return KANJI
    return WORD if word.base in _list()["easier"] else ""
