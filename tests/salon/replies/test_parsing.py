"""What no person's mail is like is not taken apart."""

import pytest

from salon.replies import parsing

pytestmark = pytest.mark.once


def test_what_people_send_is_not_too_large():
    photo = b"x" * 76 + b"\r\n"
    assert not parsing.is_too_large(photo * (parsing.LARGEST // len(photo)))


@pytest.mark.parametrize(
    "raw",
    [
        b"x" * (parsing.LARGEST + 1),
        b"\n" * (2 * parsing.MOST_LINES + 1),
        b"\r\n" * (parsing.MOST_LINES + 1),
        b"Content-Type: multipart/mixed; BOUNDARY=x\n\n--x\n" * (parsing.MOST_BOUNDARIES + 1),
    ],
    ids=["bytes", "lines", "lines of servers", "parts in parts"],
)
def test_bytes_lines_and_parts_in_parts_are_counted(raw):
    assert parsing.is_too_large(raw)


def test_mails_in_mails_without_end_are_one_text():
    raw = b"From: a@b.example\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 5000
    assert parsing.parsed(raw)["From"] == "a@b.example"
