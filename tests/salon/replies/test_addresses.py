import re
from datetime import timedelta

import pytest
from django.core.validators import validate_email
from django.utils import timezone

from salon.models import Topic
from salon.replies import addresses, checks
from salon.replies.addresses import behind, reply_address
from tests.factories.members import PersonFactory

pytestmark = pytest.mark.once
PERSON, TOPIC = PersonFactory.build(pk=17), Topic(pk=4)


@pytest.fixture(autouse=True)
def _set(settings):
    settings.REPLY_ADDRESS = "reply@mail.example.org"


def test_leads_back_to_one_person_and_one_topic():
    found = behind(reply_address(PERSON, TOPIC))
    assert (found.person_id, found.topic_id, found.has_run_out) == (17, 4, False)
    others = {reply_address(PersonFactory.build(pk=18), TOPIC), reply_address(PERSON, Topic(pk=5))}
    assert len(others | {reply_address(PERSON, TOPIC)}) == 3


def test_is_an_address_that_every_mail_server_takes():
    address = reply_address(PersonFactory.build(pk=2**40), Topic(pk=2**40))
    validate_email(address)
    assert len(address.partition("@")[0]) <= 64
    assert address == address.lower()
    assert behind(address).topic_id == 2**40


def test_outlives_capitals_brackets_and_another_domain():
    address = reply_address(PERSON, TOPIC)
    for written in (address.upper(), f"<{address}>", f" {address} ", address.replace("mail.example.org", "localhost")):
        assert behind(written) == behind(address)


def test_is_there_only_where_somebody_takes_the_answers(settings):
    address = reply_address(PERSON, TOPIC)
    settings.REPLY_ADDRESS = ""
    assert reply_address(PERSON, TOPIC) is None
    assert behind(address) is None


def test_no_letter_of_it_may_be_another():
    address = reply_address(PERSON, TOPIC)
    for place in range(len("reply+"), address.index("@")):
        wrong = address[:place] + ("a" if address[place] != "a" else "b") + address[place + 1 :]
        assert behind(wrong) is None, place


@pytest.mark.parametrize(
    "address",
    [
        "",
        "@",
        "reply@mail.example.org",
        "reply+@mail.example.org",
        "reply+1@mail.example.org",
        f"reply+{'a' * 48}@x",
        f"x{'+a' * 90}",
    ],
)
def test_what_nobody_made_is_nobodys(address):
    assert behind(address) is None


def test_another_key_seals_another_way_and_an_old_key_still_opens(settings):
    address = reply_address(PERSON, TOPIC)
    settings.SECRET_KEY = "another key"
    assert behind(address) is None
    settings.SECRET_KEY_FALLBACKS = ["tests only"]
    assert behind(address).person_id == 17


def test_tells_nothing_of_person_and_topic():
    sealed = re.search(r"\+(\w+)@", reply_address(PERSON, TOPIC))[1]
    near = re.search(r"\+(\w+)@", reply_address(PERSON, Topic(pk=5)))[1]
    # One more in the topic changes the whole of it, not its end
    assert sum(a == b for a, b in zip(sealed, near, strict=True)) < 15


def test_runs_out(monkeypatch):
    address = reply_address(PERSON, TOPIC)
    later = timezone.localdate() + addresses.GOOD_FOR
    monkeypatch.setattr(timezone, "localdate", lambda: later)
    assert not behind(address).has_run_out
    monkeypatch.setattr(timezone, "localdate", lambda: later + timedelta(days=1))
    assert behind(address).has_run_out


@pytest.mark.parametrize(
    "link",
    [
        "https://tsunagari.example/mail/stop/{}/",
        "https://tsunagari.example:8443/mail/stop/{}",
        "https://jpn01.safelinks.protection.outlook.com/?url=https%3A%2F%2Ftsunagari.example%2Fmail%2Fstop%2F{}%2F&data=05",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__tsunagari.example_mail_stop_{}_&d=DwMF",
    ],
)
def test_no_key_for_stopping_is_passed_on_also_wrapped_by_a_mail_server(link):
    text = (
        "止めるには：" + link.format("0b8f2c1e-8d53-4d0a-9b53-2f4e6f0f7a11") + "\nhttps://example.org/ も見てください。"
    )
    assert addresses.without_keys(text) == "止めるには：…\nhttps://example.org/ も見てください。"


def test_an_address_that_becomes_too_long_for_mail_servers_is_said_at_the_start(settings):
    assert checks.reply_address(None) == []
    settings.REPLY_ADDRESS = f"{'x' * 15}@mail.example.org"
    assert checks.reply_address(None) == []
    assert len(reply_address(PERSON, TOPIC).partition("@")[0]) == 64
    settings.REPLY_ADDRESS = f"{'x' * 16}@mail.example.org"
    assert "at most 15" in checks.reply_address(None)[0].hint
