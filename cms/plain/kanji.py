"""In which year of school a kanji is learned."""

import functools
import json
import re
from pathlib import Path

# 学年別漢字配当表 in force since 2020 (文部科学省, 小学校学習指導要領, 平成29年告示): year of school → its kanji
TABLE = Path(__file__).parent / "kanji.json"
# Kanji of primary school need no word; for others the writer is told
LEVEL = 6
BEYOND = 7
KANJI = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆]"


@functools.cache
def _years() -> dict[str, int]:
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    return {kanji: int(year) for year, all_of_it in table.items() for kanji in all_of_it}


def year(kanji: str) -> int:
    """1 to 6, or 7 for what primary school does not teach."""
    return _years().get(kanji, BEYOND)


def is_hard(text: str, level: int = LEVEL) -> bool:
    """Whether a kanji in `text` is learned after that year. 々 repeats what stands before it."""
    return any(year(kanji) > level for kanji in re.findall(KANJI, text) if kanji != "々")
