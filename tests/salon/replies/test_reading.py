"""Mails of the programs that members have, as they come over the wire: what stays is what was written."""

import base64
import time
from pathlib import Path

import pytest

from salon.replies import reading
from salon.replies.reading import read, recipients
from salon.replies.signatures import Sender

pytestmark = pytest.mark.once
MAILS = {path.stem: path.read_bytes() for path in sorted((Path(__file__).parent / "mails").glob("*.eml"))}
PLACE = "中央公民館がよいと思います。\n13時からなら、うちの団体から3人でうかがえます。"
WRITTEN = {
    "attachments_only": "",
    "au": "行けます〓よろしく",
    "becky_wrong_label": "椅子は20脚あります。",
    "chinese": "我也参加。",
    "docomo": "了解です!13時にﾐﾅﾄ駅で待ってます\n駐車場は㈲さくらの裏です",
    "gmail": PLACE,
    "gmail_between_the_lines": "中央公民館です。\n13時からです。",
    "gmail_english": "We will come with three people.\nThanks, Hikari\n\n- chairs: 20\n- tea: yes",
    "gmail_html_only": PLACE,
    "iphone": "下見の写真を送ります。",
    "mac_flowing": "中央公民館は駅から歩いて五分ほどで、車いすの方も裏の入り口から段差なしで入れますので、とても使いやすいと思います。\n二行目です。",
    "nothing_marked": "中央公民館に一票です。",
    "outlook_html_only": "お世話になっております。\n\n会場の件、①中央公民館で承知しました。",
    "outlook_japanese": "承知しました。中央公民館でお願いします。",
    "outlook_original_message": "㈱みなと商店さんの2階も借りられます。髙橋さんに聞いてみます。",
    "outlook_telephone": "はい、うかがいます。",
    "quotation_only": "",
    "signature_of_an_organisation": (
        "当日のご案内です。\n==============================\n日時　11月30日 13時から\n"
        "会場　中央公民館（電話 06-0000-0001）\n==============================\nぜひお越しください。"
    ),
    "softbank": "楽しみにしてます🎵",
    "thunderbird": "中央公民館が便利です。\nほかの会場は、まだ調べていません。",
    "yahoo": "前の日の準備から手伝えます。",
}
ATTACHED = {"attachments_only": ["ちらし.pdf", "転送されたメール"], "iphone": ["下見.jpg"]}


def test_every_mail_here_is_read():
    assert set(MAILS) == set(WRITTEN)


@pytest.mark.parametrize("name", WRITTEN)
def test_what_was_written_stays_and_nothing_else(name):
    mail = read(MAILS[name], sender=Sender("港 ひかり"))
    assert mail.words == WRITTEN[name]
    assert [file.name for file in mail.files] == ATTACHED.get(name, [])
    assert mail.senders == ["hikari@minato.example"]
    assert not mail.is_automatic


def plain(*headers: str, text: str = "はい。") -> bytes:
    head = ("From: Hikari <hikari@minato.example>", "Content-Type: text/plain; charset=utf-8", *headers)
    return "\r\n".join([*head, "", text, ""]).encode()


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated (vacation)",
        "Precedence: bulk",
        "Precedence: auto_reply",
        "X-Autoreply: yes",
        "X-Autorespond: 1",
        "Return-Path: <>",
        "Subject: =?utf-8?B?" + base64.b64encode("【自動返信】お問い合わせ".encode()).decode() + "?=",
        "Subject: =?shift_jis?B?" + base64.b64encode("自動応答: 【つながり】".encode("cp932")).decode() + "?=",
        "Subject: =?utf-8?B?" + base64.b64encode("開封済み: 【つながり】まとめ".encode()).decode() + "?=",
        "Subject: =?utf-8?B?" + base64.b64encode("自動返信".encode()).decode() + "?=",
        "Subject: Automatic reply: Re: topic",
        "Subject: Out of Office AutoReply: topic",
        "Subject: Mail System Error - Returned Mail",
        "List-Unsubscribe: <https://tsunagari.example/mail/stop/1/>",  # ours, sent back to us
        "Subject: Undeliverable: Re: topic",
    ],
)
def test_what_a_machine_wrote_is_known(header):
    assert read(plain(header)).is_automatic


def test_a_bounce_and_a_report_are_known():
    assert read(plain(), envelope_sender="").is_automatic
    assert read(b"From: MAILER-DAEMON@mx.example\r\n\r\n").is_automatic
    assert read(b'From: a@b.example\r\nContent-Type: multipart/report; boundary="x"\r\n\r\n').is_automatic


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: no",
        "Subject: Re: =?utf-8?B?6Ieq5YuV6L+U5L+h?=",
        "Subject: =?utf-8?B?" + base64.b64encode("自動返信について".encode()).decode() + "?=",
        "Subject: Out of office hours",
        "Precedence: normal",
    ],
)
def test_what_a_person_wrote_is_none_of_a_machine(header):
    assert not read(plain(header), envelope_sender="hikari@minato.example").is_automatic


@pytest.mark.parametrize(
    ("header", "senders"),
    [
        ("Hikari@MINATO.example", ["hikari@minato.example"]),
        ('"hikari@minato.example" <evil@example.net>', ["evil@example.net"]),
        ("hikari@minato.example <evil@example.net>", ["evil@example.net"]),
        ("evil@example.net (hikari@minato.example)", ["evil@example.net"]),
        ("<hikari@minato.example>, <evil@example.net>", ["hikari@minato.example", "evil@example.net"]),
        ("=?utf-8?Q?hikari=40minato.example?= <evil@example.net>", ["evil@example.net"]),
        ("nobody", []),
        ('"evil" (a) <evil@example.net> (hikari@minato.example)', ["evil@example.net"]),
        ("Minato, Hikari <hikari@minato.example>", ["hikari@minato.example"]),
        ("(x (y) <hikari@minato.example>) evil@example.net", ["evil@example.net"]),
        ('("x) <hikari@minato.example>) evil@example.net', []),
        (r"(x \) <hikari@minato.example>) evil@example.net", ["evil@example.net"]),
        (r"\(x <hikari@minato.example> (y) evil@example.net", []),
        ("<hikari@minato.example> evil@example.net", []),
        ("evil@example.net <hikari@minato.example> x", []),
        ("<hikari@minato.example> <evil@example.net>", []),
        ("<hikari@minato.example>, x <evil@example.net", []),
        ("<@evil.example:hikari@minato.example>", []),
        ("evil@example.net; hikari@minato.example", []),
    ],
)
def test_the_sender_is_the_address_and_not_the_name(header, senders):
    assert read(f"From: {header}\r\n\r\n".encode()).senders == senders


def test_a_key_is_that_of_the_message_id_and_else_of_the_content():
    first, second = plain("Message-ID: <1@a>"), plain("Message-ID: <1@a>", "Received: later")
    assert read(first).key == read(second).key != read(plain("Message-ID: <2@a>")).key
    without = plain("Date: Sun, 22 Nov 2026 22:05:11 +0900")
    assert read(without).key == read(b"Received: again\r\n" + without).key
    assert read(without).key != read(plain("Date: Sun, 22 Nov 2026 22:05:11 +0900", text="いいえ。")).key


def test_recipients_come_in_the_order_in_which_servers_are_believed():
    raw = b"To: =?utf-8?B?44GC?= <c@x>, d@x\r\nCc: c@x\r\nDelivered-To: a@x\r\nX-Original-To: b@x\r\n\r\n"
    assert recipients(raw) == ["a@x", "b@x", "c@x", "d@x"]


def test_nothing_in_a_mail_makes_reading_stumble():
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(400))
    for raw in (
        b"",
        b"\x00" * 50,
        b"From: \xff\xfe\r\nContent-Type: text/plain; charset=unicode_escape\r\n\r\n\\ud800\\x00",
        b"Content-Type: text/plain; charset*=x'y'%ff\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
        b"Content-Type: text/html; charset=zip\r\n\r\n<p>&#xd800;&#0;</p></div><blockquote>",
        b"Subject: =?iso-2022-jp?B?!?= =?x?Q?=\r\nContent-Disposition: attachment; filename*0*=x''%\r\n\r\n",
        b"Content-Type: text/plain; charset*=\x00'x'%00\r\n\r\nx",
        b"Content-Disposition: attachment; filename*=\x00''a\r\n\r\nx",
        b"Content-Disposition: attachment; filename*=punycode''%ff\r\n\r\nx",
        deep,
    ):
        assert "\x00" not in read(raw).words
        read(raw).words.encode()


def test_half_of_every_mail_is_read_without_stumbling():
    for raw in MAILS.values():
        for end in range(0, len(raw), 97):
            read(raw[:end])


def test_of_an_endless_text_the_beginning_is_read(monkeypatch):
    looked_at = []
    monkeypatch.setattr(reading, "TEXT_BYTES", 3000)
    monkeypatch.setattr(reading, "LENGTH", 100)
    monkeypatch.setattr(reading, "decode", lambda raw, label: looked_at.append(raw) or raw.decode())
    text = "長い文。\n" * 1000
    parts = "".join(f"--x\r\nContent-Type: text/{kind}\r\n\r\n{text}\r\n" for kind in ["plain", "html"] * 5)
    mail = read(f'Content-Type: multipart/mixed; boundary="x"\r\n\r\n{parts}'.encode())
    # Cut at the end of a line, and nothing more of a kind that is long already
    assert looked_at == ["長い文。\n".encode() * 230] * 2
    assert mail.words.startswith("長い文。\n長い文。")
    assert mail.files == []


def test_lines_that_were_broken_are_whole_again_beside_others():
    flowing = "Content-Type: text/plain; charset=utf-8; format=flowed"
    text = "一つめの \r\n行です。\r\n>  二つめ \r\n> です。 \r\n三つめ \r\n \r\n-- \r\n"
    assert (
        reading._flowing(reading.parsed(flowing.encode()), text) == "一つめの 行です。\n>  二つめ です。 \n三つめ \n-- "
    )


@pytest.mark.parametrize("charset", ["cp932", "utf-8", "euc_jp"])
def test_a_name_of_a_file_that_nobody_encoded_is_read(charset):
    head = 'Content-Disposition: attachment; filename="ソース表のご案内.pdf"\r\n\r\na'
    assert [file.name for file in read(head.encode(charset)).files] == ["ソース表のご案内.pdf"]


def of_parts(kind: str, *parts: tuple[str, str]) -> str:
    said = "".join(f"--{kind}\r\nContent-Type: {part}; charset=utf-8\r\n\r\n{text}\r\n" for part, text in parts)
    return f'Content-Type: multipart/{kind}; boundary="{kind}"\r\n\r\n{said}--{kind}--\r\n'


def test_of_two_ways_to_say_it_one_is_read_and_else_all():
    plain, html = ("text/plain", "一"), ("text/html", "<p>二</p>")
    assert read(of_parts("alternative", plain, html).encode()).words == "一"
    assert read(of_parts("alternative", ("text/plain", "> 引用\r\n> 引用"), html).encode()).words == "二"
    assert read(of_parts("mixed", plain, html).encode()).words == "一\n二"
    inner = of_parts("alternative", plain, html).split("\r\n\r\n", 1)
    mixed = of_parts("mixed", html, ("X", "")).replace("Content-Type: X; charset=utf-8\r\n\r\n", "\r\n\r\n".join(inner))
    assert read(mixed.encode()).words == "二\n一"


def test_a_picture_in_a_text_does_not_make_it_long():
    html = f'<img src="data:image/png;base64,{"Ab+/" * 100_000}"><p>はい</p>'
    mail = read(f"Content-Type: text/html; charset=utf-8\r\n\r\n{html}".encode())
    assert (mail.words, mail.is_whole) == ("はい", True)


@pytest.mark.parametrize(("around", "is_whole"), [("<p>", False), ("<p>はい<blockquote type=cite>", True)])
def test_a_text_that_was_not_read_to_its_end_is_not_whole(around, is_whole):
    html = f"{around}{'<b>あ</b>' * 50_000}"
    assert read(f"Content-Type: text/html; charset=utf-8\r\n\r\n{html}".encode()).is_whole is is_whole


def test_of_parts_without_end_the_first_are_read(monkeypatch):
    monkeypatch.setattr(reading, "MOST_PARTS", 3)
    part = b"--x\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\na\r\n"
    assert len(read(b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n' + part * 9).files) == 3


def test_an_address_behind_a_header_without_end_is_nobodys():
    assert read(b"From: hikari@minato.example\r\n").senders == ["hikari@minato.example"]
    for more in (b"," * 20_000, b" " * 20_000, b"\r\n ," * 7000 + b"evil@example.net"):
        assert read(b"From: hikari@minato.example" + more + b"\r\n").senders == []
        assert recipients(b"To: hikari@minato.example" + more + b"\r\n") == []


@pytest.mark.parametrize("part", ["a@", "a ", " ", "<a@", "(", "\\", '"', "<", "a,"])
def test_no_sender_makes_it_slow(part):
    started = time.process_time()
    for end in ("", ")", ">"):
        assert read(f"From: {part * (15_000 // len(part))}{end}\r\n".encode()).senders == []
    assert time.process_time() - started < 1


def test_a_name_without_an_end_holds_all_that_follows():
    assert read(b'From: evil@example.net, "' + b'\\"' * 100 + b"hikari@minato.example\r\n").senders == [
        "evil@example.net"
    ]
