"""Readings stand above kanji only, follow the corrections, and are the text again without them."""

import pytest
from django.core.exceptions import ValidationError

from cms.plain.readings import propose, read_corrections


def shown(text, typed=""):
    pieces = propose(text, read_corrections(typed))
    assert "".join(piece for piece, _reading in pieces) == text
    return "".join(f"[{piece}|{reading}]" if reading else piece for piece, reading in pieces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("縁側だけを直しました。", "[縁側|えんがわ]だけを[直|なお]しました。"),
        ("お茶のテーブル", "お[茶|ちゃ]のテーブル"),
        ("空き家に集まる人々", "[空|あ]き[家|や]に[集|あつ]まる[人々|ひとびと]"),
        ("私は明日、日本で", "[私|わたし]は[明日|あした]、[日本|にほん]で"),
        ("何もない月", "何もない[月|つき]"),
        ("  朝\n昼  ", "  [朝|あさ]\n[昼|ひる]  "),
        ("", ""),
        # What the analyser does not know stays bare
        ("𩸽の縁側", "𩸽の[縁側|えんがわ]"),
        # A name is read as it is in its usual signs, and stays in its own
        ("髙橋さんと𠮷田さん", "[髙橋|たかはし]さんと[𠮷田|よしだ]さん"),
        ("々", "々"),
        ("<b>朝</b>", "<b>[朝|あさ]</b>"),
    ],
)
def test_readings_are_proposed(text, expected):
    assert shown(text) == expected


def test_what_is_counted_stays_bare():
    """A wrong reading is worse than none."""
    assert shown("三人で4日") == "三人で4日"
    assert shown("二十日", "二十日《はつか》") == "[二十日|はつか]"


def test_a_correction_counts_wherever_its_word_stands():
    assert shown("家の縁側。縁側へ", "縁側《ふち》\n家《うち》") == "[家|うち]の[縁側|ふち]。[縁側|ふち]へ"
    assert shown("空き家", "空き家《からきや》") == "[空|から]き[家|や]"


def test_the_longer_of_two_corrections_wins():
    assert shown("縁側と縁", "縁《えん》、縁側《ふちがわ》") == "[縁側|ふちがわ]と[縁|えん]"


def test_a_word_can_be_left_without_a_reading():
    assert shown("縁側の茶", "縁側《》") == "縁側の[茶|ちゃ]"


@pytest.mark.parametrize("typed", ["縁側《えんがわ", "縁側", "《えんがわ》", "縁側《えんがわ》》", "縁側（えんがわ）"])
def test_what_cannot_be_read_is_said_with_an_example(typed):
    with pytest.raises(ValidationError, match="縁側《えんがわ》"):
        read_corrections(typed)


def test_a_reading_is_kana():
    with pytest.raises(ValidationError, match="ひらがな"):
        read_corrections("縁側《engawa》")
    with pytest.raises(ValidationError, match="ひらがな"):
        read_corrections("縁側《<b>》")
