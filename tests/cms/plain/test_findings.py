"""A table of sentences: what is found in each, and what is left in peace."""

import pytest

from cms.plain.findings import KANJI, KATAKANA, LONG, LONGEST, NEGATIVE, PASSIVE, WORD, findings

FOUND = [
    ("会議が行われる。", PASSIVE, "行われ"),
    ("先生にほめられました。", PASSIVE, "ほめられ"),
    ("食事は町から運ばれます。", PASSIVE, "運ばれ"),
    ("アウトリーチをします。", KATAKANA, "アウトリーチ"),
    ("町のプラットフォームです。", KATAKANA, "プラットフォーム"),
    ("縁側でお茶を飲みます。", KANJI, "縁側"),
    ("かぜで寝込む人がいました。", KANJI, "寝込む"),
    ("行けなくはない。", NEGATIVE, "なくはない"),
    ("話さないわけではありません。", NEGATIVE, "ないわけではありません"),
    ("できないこともない。", NEGATIVE, "ないこともない"),
    ("休まざるを得ない。", NEGATIVE, "ざるを得ない"),
    ("話さずにはいられません。", NEGATIVE, "ずにはいられません"),
    ("知らない人はいません。", NEGATIVE, "ない人はいません"),
    ("必要でないとは言えない。", NEGATIVE, "ないとは言えない"),
    ("来ないとはかぎりません。", NEGATIVE, "ないとはかぎりません"),
    ("来ないはずがありません。", NEGATIVE, "ないはずがありません"),
    ("話さないではいられない。", NEGATIVE, "ないではいられない"),
    ("暮らしの課題です。", WORD, "課題"),
    ("あ" * LONGEST + "。", LONG, "あ" * LONGEST + "。"),
]
AT_PEACE = [
    "",
    "\n",
    "朝のパンを、となりの人と分け合います。",
    "だれでも来られます。",
    "山で生まれました。",
    "週に4日、家を開けています。",
    "まだ行かない。ここにはない。",
    "来ないと始まらない。",
    "ないとは言わないで、いっしょに考えます。",
    "テレビを見て、バスで帰ります。",
    "大阪の山田さんが来ます。",
    "あ" * (LONGEST - 1) + "。" + "い" * (LONGEST - 1) + "。",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_what_is_hard_to_read_is_found(text, kind, words):
    found = [(one.kind, one.text) for one in findings(text)]
    assert any(each == kind and where.startswith(words) for each, where in found), found


@pytest.mark.parametrize("text", AT_PEACE)
def test_what_is_plain_is_left_in_peace(text):
    assert findings(text) == []


@pytest.mark.parametrize(("text", "easier"), [("ニーズを聞く。", "困っていること"), ("連携する。", "いっしょに")])
def test_a_hard_word_comes_with_an_easier_one(text, easier):
    [one] = findings(text)
    assert easier in one.easier


def test_a_finding_says_where_it_stands():
    text = "お茶を飲む縁側です。縁側は広い。"
    [one] = findings(text)
    assert text[one.start : one.end] == one.text == "縁側"
