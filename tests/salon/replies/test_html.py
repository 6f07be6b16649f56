import time

import pytest

from salon.replies.html import CUT, LENGTH, text_of

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>一</div><div><br></div><div>二</div>", "一\n\n二"),
        ("<p>一</p><p>二<br>三</p>", "一\n\n二\n三"),
        ("<p class=MsoNormal>一</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>二</p>", "一\n\n二"),
        ("<ul><li>あ<li>い</ul>", "・あ\n・い"),
        ("<table><tr><td>右<td>左</tr><tr><td>上</td></tr></table>", "右左\n上"),
        ("長い文の\n   途中です and\n more", "長い文の途中です and more"),
        ("<pre>一\n 二</pre>", "一\n 二"),
        ("<head><style>p{}</style><title>題</title></head><body>文<script>x</script>", "文"),
        ('<a href="https://example.org/x">ここ</a>です', "ここ https://example.org/x です"),
        ('<a href="https://example.org/">https://example.org</a>', "https://example.org"),
        ('<a href="javascript:x">ここ</a>', "ここ"),
        ('はい<img alt="🎵"><img alt="logo of us">', "はい🎵"),
        ("1 < 2 &lt; 3 &#x3042;", "1 < 2 < 3 あ"),
        ("</div></p>文</b>", "文"),
    ],
)
def test_is_read_as_on_the_screen(html, text):
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("はい<blockquote type=cite>引用<div>の文</div></blockquote>いいえ", "はい\n> 引用\n> の文\nいいえ"),
        ('はい<blockquote style="border: none; margin: 0 40px">段下げ</blockquote>', "はい\n段下げ"),
        ('はい<blockquote style="margin-top:0;margin-bottom:0;">段下げ</blockquote>', "はい\n段下げ"),
        ('はい<blockquote style="border-left:1px solid">引用</blockquote>', "はい\n> 引用"),
        ("2026/11/22 21:15 x@y.example:<br><blockquote>引用</blockquote>", "2026/11/22 21:15 x@y.example:\n> 引用"),
        ('はい<div class="gmail_attr">誰か:</div>', "はい\n> 誰か:"),
        ('はい<div id="x_divRplyFwdMsg">誰か</div>', "はい\n-----Original Message-----\n誰か"),
        ('はい<div class="gmail_signature">署名</div>', "はい"),
    ],
)
def test_says_what_a_mail_program_marked(html, text):
    assert text_of(html) == text


def test_long_styles_are_not_what_is_long():
    styled = f"<p style='{'margin:0;' * 50}'>あ</p>" * 3000
    assert CUT not in text_of(styled)


def test_it_says_where_it_stopped():
    words = "あ" * (LENGTH + 1)
    assert text_of(words).endswith(f"あ\n{CUT}")
    assert text_of(f"はい<blockquote type=cite>{words}").endswith(f"\n> {CUT}")


@pytest.mark.parametrize(
    "part", ["<div>", "<!", 'style="a', 'style="' + "a" * 400, "<![CDATA[", "<a ", "<a x='", "&", "<blockquote></x>"]
)
def test_no_rubbish_makes_it_slow(part):
    started = time.process_time()
    text_of(part * 100_000)
    assert time.process_time() - started < 5
