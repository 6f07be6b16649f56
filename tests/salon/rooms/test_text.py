"""What is typed looks as it was typed; only a few plain marks mean something."""

import time

import pytest
from django.utils.html import escape

from salon.rooms.text import addresses, text_html

pytestmark = pytest.mark.once

LINK = '<a href="{0}" rel="noopener nofollow">{0}</a>'


@pytest.mark.parametrize(
    "typed",
    [
        "　字下げの文です。",
        "3*4*5は60、2 ** 3は8",
        "*笑* でも ***注意*** でも *****",
        "山田*さん、**",
        "** 空白 ** は太字ではない",
        "-5度でした",
        "--- 切りとり線 ---",
        "2026. 4. 1 集まり",
        "１．全角の番号",
        ">_< つらい",
        ">>> 向こう",
        "# 見出しではない",
        "`code` ~~線~~ __下線__ snake_case",
        "[文](https://…)",
        "&amp; &lt;b&gt; \\*",
        "ftp://example.org javascript:alert(1) http:// https://",
        "a@b @港さん 港@みなと",
    ],
)
def test_what_nobody_meant_as_a_mark_looks_as_typed(typed):
    assert text_html(typed) == f"<p>{escape(typed)}</p>"


def test_lines_and_paragraphs_stay():
    assert text_html("一\r\n二\n\n\n　三") == "<p>一<br>二</p><p>　三</p>"


def test_lists_keep_their_numbers_and_end_where_they_end():
    assert text_html("- 柿\n* お茶\nつぎの文") == "<ul><li>柿</li><li>お茶</li></ul><p>つぎの文</p>"
    assert text_html("3. 三\n5. 五") == '<ol><li value="3">三</li><li value="5">五</li></ol>'


def test_the_answer_beneath_a_quote_is_no_part_of_it():
    assert text_html("> 前の文\n>\n> つづき\n私は") == (
        "<blockquote><p>前の文<br><br>つづき</p></blockquote><p>私は</p>"
    )


def test_bold_works_inside_japanese():
    assert text_html("これは**「大事」**です。**https://example.org/**も") == (
        "<p>これは<strong>「大事」</strong>です。<strong>" + LINK.format("https://example.org/") + "</strong>も</p>"
    )


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org/をご覧ください", "https://example.org/"),
        ("（https://example.org/a?b=1&c=%E3%81%82#d）", "https://example.org/a?b=1&c=%E3%81%82#d"),
        ("「https://example.org」、", "https://example.org"),
        ("https://example.org/a。", "https://example.org/a"),
        ("See (https://example.org/a_(b)).", "https://example.org/a_(b)"),
        ("HTTP://Example.org:8000/~a/!", "HTTP://Example.org:8000/~a/"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(typed, address):
    assert addresses(typed) == [address]
    assert f'href="{escape(address)}" rel="noopener nofollow">' in text_html(typed)


def test_a_mail_address_is_a_link():
    assert text_html("minato@example.orgまで") == (
        '<p><a href="mailto:minato@example.org">minato@example.org</a>まで</p>'
    )


def test_a_long_address_is_shown_short_and_linked_whole():
    address = "https://example.org/" + "a" * 100
    assert f'href="{address}"' in text_html(address)
    assert f">{address[:60]}…</a>" in text_html(address)


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", '- "><img src=x>', "> <b>", "1. <i>", "**<u>**"])
def test_nothing_typed_becomes_a_tag(typed):
    shown = text_html(typed)
    for tag in ("<script", "<img", "<b>", "<i>", "<u>"):
        assert tag not in shown


def test_an_address_breaks_out_of_no_attribute():
    assert "'" not in text_html("https://example.org/'onmouseover='x").replace("&#x27;", "")


@pytest.mark.parametrize(
    "piece",
    ["**", "*", "**a **", "- ", "> ", ">", "1. ", "[", "((", "))", "https://a", "https://", "a.", "a@", "@", "a@b.", "\n- ", "\n> ", "**a** "],
)  # fmt: skip
def test_no_text_takes_much_longer_than_its_length(piece):
    def spent(length):
        typed = (piece * length)[:length]
        took = []
        for _ in range(3):
            began = time.thread_time()
            text_html(typed)
            text_html("https://example.org/" + typed)
            took.append(time.thread_time() - began)
        return min(took)

    # Four times as long may take four times as long; what looks back at everything takes sixteen times
    assert spent(8000) < 9 * spent(2000) + 0.005
