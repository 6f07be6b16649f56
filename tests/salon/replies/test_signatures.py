import time

import pytest

from salon.replies import signatures
from salon.replies.quoting import own_words
from salon.replies.signatures import Sender

pytestmark = pytest.mark.once
HIKARI = Sender("港 ひかり", ("特定非営利活動法人みなと",), "hikari@minato.example", "港 光")


@pytest.mark.parametrize(
    "text",
    [
        "-----\n電話は 06-0000-0000 です。\n-----\nお待ちしています。",
        "次の窓口をご紹介します。\n----------\nよりそいホットライン\n0120-279-338\n24時間\n----------",
        "参考になるサイトです。\n\n-----\nhttps://www.mhlw.go.jp/aaa\nhttps://www.osaka.example/bbb",
        "会議のリンクです。\n──────────\nZoom\nhttps://zoom.example/j/123\nパスコード 5678\n──────────",
        "議題です。\n----------\n1 会計\n2 広報 https://x.example\n----------",
        "カフェのチラシの文案です。\n\n☆★☆★☆★☆★☆★\nひだまりカフェ\n電話 06-1234-5678\n☆★☆★☆★☆★☆★",
        "祭りです。\n----------\nみなと祭り\nhttps://minato.example/matsuri\n----------",
        "写真をスマホで撮って会場から送信しました。",
        "写真はスマホから送信しました。",
        "会員名簿は事務局のGmailから送信しました",
        "Yahoo!フォームより送信しました。",
        "Outlookの入手方法を教えてください",
        "田中です。\nOutlookで予定表を取得しました。",
    ],
)
def test_what_people_write_stays(text):
    assert own_words(text, HIKARI).rstrip("-─☆★\n") == text.rstrip("-─☆★\n")


@pytest.mark.parametrize(
    "signature",
    [
        "-- \n港 ひかり",
        "━━━━━━━━━━━━\n港　ひかり\nTel: 06-0000-0000",
        "━━━━━━━━━━━━\n港光（みなと）\nTel: 06-0000-0000",
        "==========\nNPO法人 みなと\n----------\n06-0000-0000\n==========",
        "==========\nみなと事務局\nhttps://minato.example\n==========",
        "----------\n理事長\nMail: Hikari@minato.example",
        "----------\n理事長\ninfo@minato.example",
        "iPhoneから送信",
        "私のGalaxyから送信されました",
        "Galaxy S23 から送信",
        "Sparkから送信",
        "iCloudから送信",
        "楽天メールより送信",
        "Yahoo!メールアプリから送信",
        "Windows 版のメール<https://go.microsoft.com/fwlink/?LinkId=550986>から送信",
        "AndroidデバイスからK-9 Mailで送信しました。簡潔な文章で申し訳ありません。",
        "Sent from my iPhone",
        "Sent with [Proton Mail](https://proton.me/) secure email.",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Outlook for iOS<https://aka.ms/o0ukef>",
        "Android 版 Outlook を入手",
        "Outlook for Android を入手<https://aka.ms/AAb9ysg>",
    ],
)
def test_what_stands_below_every_mail_goes(signature):
    assert own_words(f"行きます。\n\n{signature}\n", HIKARI) == "行きます。"


@pytest.mark.parametrize("sender", [Sender(), Sender("岸 のぞみ", ("きし",), "nozomi@gmail.com", "港")])
def test_a_block_that_names_somebody_else_stays(sender):
    text = "紹介します。\n----------\n港 ひかり\nhikari@gmail.com\n06-0000-0000"
    assert own_words(text, sender) == text


@pytest.mark.parametrize(
    "text", ["*-\ntel:\n" * 10**5, "-----\n" + "港 " * 10**5, "a@" * 10**5, "Outlook <http" * 10**4]
)
def test_no_text_makes_it_slow(text):
    started = time.process_time()
    own_words(text, HIKARI)
    assert time.process_time() - started < 2


def test_dividers_are_looked_behind_only_where_a_signature_can_begin(monkeypatch):
    looked = []
    monkeypatch.setattr(signatures, "_is_signature", lambda rest, sender: looked.append(rest))
    text = "案です。\n" + "--\n" * 2000 + "おわり。"
    assert own_words(text) == text
    assert len(looked) <= signatures.SIGNATURE_LINES
