"""What counts as the same text when somebody searches."""

import time

import pytest

from cms.searching.folding import fold, folded_with_places

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
        ("𠮷野家", "吉野家"),
        ("鎌ヶ谷", "鎌ケ谷"),
        ("３ヶ月", "3か月"),
        ("みかづき", "みかずき"),
        ("㈱つながり", "(株)つながり"),
        ("**居場所**づくり", "居場所づくり"),
        ("居\u200b場所", "居場所"),
        ("ハ゜ンと ｶ゛", "ﾊﾟﾝとガ"),
        ("か\u3099", "ｶﾞ"),
        ("ラ〜メン", "らーめん"),
        ("さｰびす", "サービス"),
        ("10〜12時", "１０−１２時"),
        ("山田　太郎", "山田太郎"),
        ("NPO 法人", "ＮＰＯ法人"),
        ("見守\nりの電話", "見守りの電話"),
        ("コミュニティ・カフェ", "ｺﾐｭﾆﾃｨ･ｶﾌｪ"),
        ("コミュニティ・カフェ", "コミュニティカフェ"),
        ("❤️", "❤"),
    ],
)
def test_spellings_of_the_same_are_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("病院", "美容院"),
        ("はし", "ばし"),
        ("さろん", "さろ"),
        ("ホール", "ほる"),
        ("子会\n\n議題", "子会議題"),
        ("go home", "gohome"),
        ("１・２", "12"),
        ("電話、訪問", "電話訪問"),
    ],
)
def test_what_is_another_word_stays_another(one, other):
    assert fold(one) != fold(other)


def test_every_folded_sign_leads_back_to_where_it_was_written():
    text = "ｶﾞ㈱ \n\n**居場 所**ア・ア"
    folded, places = folded_with_places(text)
    assert folded == fold(text) == "が(株) 居場所ああ"
    assert [text[start:end] for start, end in places] == ["ｶﾞ", *["㈱"] * 3, " \n\n", *"居場所アア"]


@pytest.mark.parametrize("piece", [" ", "\n", "あ ", "あ\n", "ア・", "か゛"])
def test_no_text_takes_much_longer_than_its_length(piece):
    start = time.perf_counter()
    fold(piece * 20_000 + "い")
    assert time.perf_counter() - start < 2
