"""Each kanji of primary school has its year."""

import json

from cms.plain.kanji import TABLE, is_hard, year


def test_the_table_is_that_of_2020():
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    assert [len(kanji) for kanji in table.values()] == [80, 160, 200, 202, 193, 191]
    assert len(set("".join(table.values()))) == 1026


def test_the_year_in_which_a_kanji_is_learned():
    assert [year(kanji) for kanji in "一羽悪岡型胃縁"] == [1, 2, 3, 4, 5, 6, 7]


def test_a_word_is_hard_through_one_kanji_beyond_the_level():
    assert is_hard("縁側")
    assert not is_hard("人々が集まる場所")
    assert is_hard("場所", level=1)
    assert not is_hard("ひらがなとカタカナ")
