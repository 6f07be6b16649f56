"""Japanese pages as this site has them, invented: the same every time. Some words are in most of them, some in a few."""

import random
from collections.abc import Iterator
from pathlib import Path

_LINES = [
    line.partition(": ") for line in (Path(__file__).parent / "words.txt").read_text().splitlines() if line[0] != "#"
]
_WORDS = {kind: words.split() for kind, _colon, words in _LINES}
PLACES, PEOPLE, THINGS = _WORDS["places"], _WORDS["people"], _WORDS["things"]
TOPICS, DOES, WHEN = _WORDS["topics"], _WORDS["does"], _WORDS["when"]
KANJI = (
    "山川田中村木林森石原野谷島崎浜岸丘橋門宮寺社町里泉池沼湖海江波風雲雪雨光星月日火水金土花草葉竹梅松桜菊米麦茶豆魚鳥馬牛犬"
    "糸布衣糧器具机車船道路線橋塔城館室庭窓戸柱壁屋根床灯鏡鐘鈴笛琴歌詩書画筆墨紙本文字語声音色形点角円面体力心手足目耳口"
)


def pages(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Titles and texts; a text has four hundred signs or so."""
    chance = random.Random(seed)
    for number in range(count):
        yield _title(chance), "".join(_sentence(chance, number) for _ in range(chance.randint(10, 17)))


def _title(chance: random.Random) -> str:
    return f"{chance.choice(PLACES)}の{chance.choice(THINGS)}：{_common(chance, PEOPLE)}と{_common(chance, TOPICS)}"


def _sentence(chance: random.Random, number: int) -> str:
    kind = chance.random()
    if kind < 0.05:
        return f"ＮＰＯ法人{_name(chance)}（第{number % 997}号）が{chance.choice(WHEN)}手伝ってくれました。"
    if kind < 0.3:
        return f"{chance.choice(PLACES)}の{_name(chance)}地区では、{_common(chance, PEOPLE)}のための{_common(chance, THINGS)}{chance.choice(DOES)}。"
    if kind < 0.65:
        return f"{chance.choice(WHEN)}{_common(chance, THINGS)}と{_common(chance, TOPICS)}{chance.choice(DOES)}。"
    return f"{_common(chance, PEOPLE)}といっしょに、{_common(chance, TOPICS)}について{_name(chance)}さんが{chance.choice(DOES)}。"


def _common(chance: random.Random, words: list[str]) -> str:
    """The first words of a list come far more often than the last."""
    return words[min(int(chance.expovariate(4 / len(words))), len(words) - 1)]


def _name(chance: random.Random) -> str:
    return chance.choice(KANJI) + chance.choice(KANJI)
