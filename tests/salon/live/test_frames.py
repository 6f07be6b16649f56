"""What a client sends is a small JSON object of ours, or rubbish that harms nobody."""

import json

import pytest

from salon.live import frames

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "なにか",
        "[",
        "[" * 1999,
        "{" * 1999,
        "[]",
        '"open"',
        "null",
        "NaN",
        '{"t":"open"}',
        '{"t":"open","room":NaN}',
        '{"t":"open","room":1.5}',
        '{"t":"open","room":true}',
        '{"t":"open","room":-1}',
        '{"t":"open","room":' + "9" * 1900 + "}",
        '{"t":"open","room":9223372036854775808}',
        '{"t":"open","room":"1"}',
        '{"t":"post","room":1}',
        '{"t":{},"room":1}',
        '{"t":"here"}',
        '{"t":"\\ud800","room":1}',
        '{"t":"open","room":1}' + " " * 2000,
    ],
)
def test_rubbish_is_a_bad_frame(text):
    with pytest.raises(frames.BadFrame):
        frames.read(text)


@pytest.mark.parametrize(
    "frame", [{"t": "open", "room": 1}, {"t": "open", "room": 1, "full": False}, {"t": "here", "n": 3}]
)
def test_frames_of_the_protocol_are_read(frame):
    assert frames.read(json.dumps(frame)) == frame


def test_a_stir_tells_how_much_came_and_no_word_of_it():
    item = {"seq": 3, "kind": "post", "author": 7, "html": "ひみつ", "title": "ひみつの題", "by": "だれか"}
    item["topic"] = 4
    assert json.loads(frames.stir(1, [item])) == {
        "t": "stir",
        "room": 1,
        "head": 3,
        "posts": [{"seq": 3, "author": 7, "topic": 4}],
        "recount": False,
    }


@pytest.mark.parametrize(("kind", "recount"), [("change", False), ("topic", True), ("move", True), ("away", True)])
def test_a_stir_says_when_what_can_be_read_became_less_or_more(kind, recount):
    frame = json.loads(frames.stir(1, [{"seq": 3, "kind": kind, "author": 7, "topic": 4}]))
    assert (frame["posts"], frame["recount"]) == ([], recount)


def test_japanese_is_not_escaped():
    assert frames.write({"by": "港"}) == '{"by":"港"}'
