"""A letter that is written as plain text says the same as HTML, and nothing that somebody typed becomes more than words."""

import pytest

from members.mail import sheet

pytestmark = pytest.mark.once

LINK = "http://testserver/signin/link/abc"


def html_of(text: str, code: str = "") -> str:
    return sheet.html_of("題", sheet.letter(text, code))


def test_a_line_that_is_an_address_of_ours_is_a_button():
    html = html_of(f"こんにちは\n{LINK}\n\nでは")
    assert f'<a class="button" href="{LINK}"' in html
    assert "<p>こんにちは</p>" in html
    assert "<p>では</p>" in html


@pytest.mark.parametrize(
    "line", ["https://evil.example/signin/", "http://testserver.evil.example/", f"どうぞ {LINK}", f"{LINK} へ"]
)
def test_another_address_stays_words(line):
    assert "<a " not in html_of(line)


def test_the_code_stands_alone_and_can_be_taken_whole():
    html = html_of("コードです\n1234-5678\n\n1234-5678 は、ひみつです", "1234-5678")
    assert html.count(">1234-5678</p>") == 1
    assert html.count("1234-5678") == 2


def test_what_somebody_typed_is_escaped():
    assert "<script>" not in html_of("<script>さん\n<script>", "<script>")


def test_the_text_of_a_letter_is_all_in_its_parts():
    text = f"こんにちは\n\n1. 開く\n{LINK}\n\n2. 入れる\n1234-5678"
    assert sheet.text_of(sheet.letter(text, "1234-5678")).split() == text.split()


def test_only_what_can_be_stopped_offers_to_stop_it():
    assert "この種類のメールを止める" not in html_of("文")
    assert "この種類のメールを止める" in sheet.html_of("題", sheet.letter("文"), "https://a.example/stop/")
