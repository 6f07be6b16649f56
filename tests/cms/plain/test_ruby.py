"""Readings in HTML are safe, and never of another text."""

from cms.plain import ruby


def test_kanji_and_reading():
    text = ruby.html("縁側で", [["縁側", "えんがわ"], ["で", ""]])
    assert text == '<ruby>縁側<rp>（</rp><rt aria-hidden="true">えんがわ</rt><rp>）</rp></ruby>で'


def test_no_markup_gets_through_text_or_reading():
    text = ruby.html("<b>朝</b>", [["<b>", ""], ["朝", "<i>"], ["</b>", ""]])
    assert "<b>" not in text and "<i>" not in text and "&lt;i&gt;" in text
    assert ruby.html("<b>", []) == "&lt;b&gt;"


def test_readings_of_an_earlier_text_are_left_out():
    assert ruby.html("庭で", [["縁側", "えんがわ"], ["で", ""]]) == "庭で"
