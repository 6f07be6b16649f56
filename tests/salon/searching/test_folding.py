"""What counts as the same text when somebody searches."""

import pytest

from salon.searching.folding import fold, folded_with_places

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＮＰＯ　２０２６", "npo 2026"),
        ("サロン", "さろん"),
        ("ﾎﾞﾗﾝﾃｨｱ", "ボランティア"),
        ("ボランテイア", "ボランティア"),
        ("サーバー", "サ－バ－"),
        ("コミュニティ", "こみゆにてい"),
        ("が", "か\u3099"),
        ("髙橋さん", "高橋さん"),
        ("鎌ヶ谷", "鎌ケ谷"),
        ("３ヶ月", "3か月"),
        ("みかづき", "みかずき"),
        ("㈱つながり", "(株)つながり"),
        ("**居場所**づくり", "居場所づくり"),
        ("居\u200b場所", "居場所"),
    ],
)
def test_spellings_of_the_same_are_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("病院", "美容院"), ("はし", "ばし"), ("さろん", "さろ"), ("ホール", "ほる")]
)
def test_what_is_another_word_stays_another(one, other):
    assert fold(one) != fold(other)


def test_every_folded_sign_leads_back_to_where_it_was_written():
    text = "ｶﾞ㈱ \n**居場所**"
    folded, places = folded_with_places(text)
    assert folded == fold(text) == "が(株) 居場所"
    assert [text[start:end] for start, end in places] == ["ｶﾞ", *["㈱"] * 3, " \n", "居", "場", "所"]
