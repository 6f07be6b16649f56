import time

import pytest

from salon.replies.quoting import own_words

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, 助かりました。\n会場は中央公民館です。",
        "案です。\n- 会場を決める\n- 受付を頼む\n--\nもうひとつの案です。",
        "予定です。\n2026年11月30日(月) 13:00 中央公民館：\n受付は12:30からです。",
        "連絡先は 2026/11/30 まで info@minato.example です：\nお気軽にどうぞ。",
        "日時：11月30日\n場所：公民館\n宛先：全員",
        "＞山田さん\nありがとうございます。",
        ">>3 の件、賛成です",
        ">_< うれしい",
        "> これは引用ではなく矢印です",
        "会場 2階\n> 3階に変わりました",
        "From: 大阪からの便り\n今日はいい天気です。",
        "案内文です\n差出人：ひだまり\n宛先：市長\n件名：要望書\n\n私たちは、次のことをお願いします。",
        "From: 大阪\nTo: 神戸\n件名: 手紙リレー\n\n神戸のみなさん、こんにちは。",
    ],
)
def test_what_people_write_stays(text):
    assert own_words(text) == text


@pytest.mark.parametrize(
    "quotation",
    [
        "2026年11月22日(日) 21:15 つながり <a@b.example>:\n\n> 文",
        "2026年11月22日(日) 21:15 つながり <\na@b.example>:\n\n> 文",
        "2026/11/22 21:15、つながり<a@b.example>のメール:\n\n> 文",
        "2026/11/22 21:15 つながり <a@b.example>:\n\n文",
        "(2026/11/22 21:15), つながり wrote:\n> 文",
        "On Sun, Nov 22, 2026 at 9:15 PM Tsunagari <a@b.example> wrote:\n\n> 文",
        "On Sun, 22 Nov 2026 21:15:00 +0900\nつながり <a@b.example> wrote:\n\n> 文",
        "Am 22.11.2026 um 21:15 schrieb Tsunagari <a@b.example>:\n> 文",
        "令和8年11月22日(日) 21:15 つながり <a@b.example>:\n\n文",
        "At Sun, 22 Nov 2026 21:15:00 +0900,\nつながり wrote:\n> 文",
        '"つながり" <a@b.example> さんは\n"題" の中で書きました：\n\n> 文',
        "-----Original Message-----\nFrom: x\n文",
        "--------- 転送されたメッセージ ---------\n文",
        "________________________________\n差出人: x\n送信日時: y\n宛先: z\n件名: w\n\n文",
        "From: x\r\nSent: y\r\nTo: z\r\n\r\n文",
        "*差出人:* x\n*日付:* y\n*件名:* z\n文",
        "-----\nFrom: x\nTo: y\nSubject: z\n\n文",
        "> 文\n> 文",
    ],
)
def test_what_a_mail_program_repeats_goes(quotation):
    assert own_words(f"行きます。\n{quotation}\n") == "行きます。"
    assert own_words(f"行きます。\n\n{quotation}\n") == "行きます。"
    assert own_words(quotation) == ""


@pytest.mark.parametrize(
    "head",
    [
        "",
        "----- Original Message -----\nFrom: x\nTo: y\nDate: 2026/11/22\nSubject: z\n\n",
        "-----元のメッセージ-----\n\nFrom:x\nSub:y\n",
        "From: x\nSubject: y\nDate: Sun, 22 Nov 2026 21:15:00 +0900\n\n",
    ],
)
def test_answers_between_the_lines_stay(head):
    assert own_words(f"{head}> 会場は?\n公民館です。\n\n> 時間は?\n13時です。\n") == "公民館です。\n\n13時です。"


@pytest.mark.parametrize(
    "text",
    [
        "-" * 10**6,
        "On 2026/11/22 " + "a@b wrote " * 10**5,
        "2026/11/22 x:\n\n\n\n" * 10**4,
        "From: x\nDate: y\nTo: z\n> " * 10**4,
    ],
)
def test_no_text_makes_it_slow(text):
    started = time.process_time()
    own_words(text)
    assert time.process_time() - started < 2
