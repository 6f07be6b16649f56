"""What stands in the index is enough for every part of a text, and tells words from parts of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.searching import tokens
from cms.searching.folding import fold, folded_with_kinds

pytestmark = pytest.mark.once


def has(text: str, word: str) -> bool:
    """As the index answers."""
    there = tokens.of_text(text)[1]
    return all(
        any(one.startswith(part) for one in there) if len(part) == 1 else part in there
        for part in tokens.pairs(fold(word))
    )


def stands(text: str, word: str) -> bool:
    return set(tokens.whole(fold(word))) <= tokens.of_text(text)[1]


@given(st.text(alphabet="京都東の子どもこカフェー ab1・ヶ月。\n", min_size=1, max_size=30), st.data())
def test_every_part_of_a_text_is_found(text, data):
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    word = folded[start : data.draw(st.integers(start, len(folded)))].strip()
    there = tokens.of_text(text)[1]
    for part in tokens.pairs(word) if word else ():
        assert part in there or (len(part) == 1 and any(one.startswith(part) for one in there))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("京都府の団体", "京都"),
        ("東京と京都で", "京都"),
        ("東京都の団体", "東京"),
        ("高齢者支援をしています", "支援"),
        ("高齢者支援をしています", "高齢者"),
        ("学習支援員", "学習"),
        ("不登校の子", "登校"),
        ("こどもの会", "こども"),
        ("ボランティアの方", "ボランティア"),
        ("NPO法人", "NPO"),
        ("広島市", "広島"),
    ],
)
def test_a_word_for_itself_is_told(text, word):
    assert stands(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("東京都の団体", "京都"),
        ("北広島市", "広島"),
        ("日本人の話", "本人"),
        ("ボランティアの方", "ランティア"),
        ("スマートフォン", "アート"),
        ("NPO法人", "PO"),
    ],
)
def test_a_part_of_another_word_is_none_and_is_found_all_the_same(text, word):
    assert not stands(text, word)
    assert has(text, word) is (fold(word) in fold(text))


def test_kinds_go_with_the_signs_also_where_folding_adds_or_takes_some():
    for text in ("㈱カフェ　と㍿ ガ", "か゛くﾊﾞﾝド", "", "a\u0301b", "ﾎﾞﾗﾝﾃｨｱ・センター"):
        folded, kinds = folded_with_kinds(text)
        assert (folded, len(kinds)) == (fold(text), len(folded))


def test_no_token_means_anything_to_a_query_language():
    _folded, found = tokens.of_text("a\"b'c(d)*e:f AND g\\h NOT -i^j")
    assert not any(sign < "\x80" for one in found for sign in one)
