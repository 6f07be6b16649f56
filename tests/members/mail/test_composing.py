"""What people typed makes no second recipient, no second header and no error."""

import pytest
from django.core.mail.message import sanitize_address

from members.mail.composing import NoAddress, compose, named, one_address, one_line, sender

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "text",
    [
        "a@example.org, c@evil.example",
        "a@example.org; c@evil.example",
        "a@example.org c@evil.example",
        "a@example.org\r\nBcc: c@evil.example",
        "つばさ <a@example.org>",
        '"a, b"@example.org',
        "a@example.org\x0b",
        "a@@example.org",
        "a@",
        "",
        "港",
        "a" * 400 + "@example.org",
        "a@exa\u2028mple.org",
        "\ud800@example.org",
    ],
)
def test_what_is_not_exactly_one_address_is_refused(text):
    if text.strip() == "a@example.org":
        assert one_address(text) == "a@example.org"
        return
    with pytest.raises(NoAddress):
        one_address(text)
    with pytest.raises(NoAddress):
        compose(text, "題", "文")


def test_one_address_stays_what_it_is():
    assert one_address(" info+salon@sub.example.org ") == "info+salon@sub.example.org"


def test_every_subject_begins_with_our_name_once(settings):
    assert compose("a@example.org", "お便り", "文").subject == "【つながり】お便り"
    assert compose("a@example.org", "【つながり】お便り", "文").subject == "【つながり】お便り"
    settings.WAGTAIL_SITE_NAME = "むすび"
    assert compose("a@example.org", "お便り", "文").subject == "【むすび】お便り"


@pytest.mark.parametrize(
    "subject",
    ["第1号\x0b春", "第1号\r\nBcc: c@evil.example", "あ" * 5000, "🌸" * 90, "\ud800", "", "a\x00b\u2028c\x85d"],
)
def test_every_subject_becomes_one_line_that_can_be_sent(subject):
    message = compose("a@example.org", subject, "文").message()
    assert message.as_bytes()
    assert message["Bcc"] is None
    assert len(one_line(subject)) <= 150
    assert not set(one_line(subject)) & set("\r\n\x0b\x00\u2028\x85")


@pytest.mark.parametrize(
    "name",
    ["港, ひかり", "Minato, Hikari", 'その"名"', "つながり事務局", "a\r\nBcc: c@evil.example", "あ" * 300, "<b@c>"],
)
def test_a_name_with_a_comma_is_still_one_sender(settings, name):
    header = named(name, "t@example.org")
    assert header.isascii()
    assert sanitize_address(header, "utf-8").endswith("<t@example.org>")
    settings.DEFAULT_FROM_EMAIL = f"{name} <t@example.org>".replace("\r\n", " ")
    message = compose("a@example.org", "題", "文")
    assert message.message()["From"].endswith("<t@example.org>")
    assert sanitize_address(message.from_email, "utf-8").endswith("<t@example.org>")


def test_the_sender_is_the_secretariat_and_answers_reach_it(settings):
    settings.DEFAULT_FROM_EMAIL = "つながり事務局 <t@example.org>"
    settings.SECRETARIAT_EMAIL = "s@example.org"
    message = compose("a@example.org", "題", "文").message()
    assert message["From"].startswith("=?utf-8?")
    assert message["Reply-To"] == "s@example.org"
    settings.DEFAULT_FROM_EMAIL = "t@example.org"
    assert sender() == "t@example.org"
