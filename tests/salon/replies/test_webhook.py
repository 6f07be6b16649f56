import base64
import hashlib
import hmac
import json
from urllib.parse import urlencode

import pytest
from django.db import OperationalError
from django.test import Client

from salon.rooms import posting
from tests.factories.salon import topic_in

SECRET = "the secret of the provider"
ADDRESS = "/salon/mail/incoming/"


@pytest.fixture(autouse=True)
def _set(settings):
    settings.REPLY_WEBHOOK_SECRET = SECRET


def signature(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def send(body: bytes, content_type: str = "message/rfc822", **headers: str):
    headers = headers or {"x-signature": signature(body)}
    client = Client(enforce_csrf_checks=True)
    return client.post(ADDRESS, body, content_type=content_type, headers=headers)


def form(**fields: bytes) -> tuple[bytes, str]:
    parts = [
        b'--xYzZY\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)
        for name, value in fields.items()
    ]
    return b"".join(parts) + b"--xYzZY--\r\n", "multipart/form-data; boundary=xYzZY"


def test_a_raw_mail_lands_once_however_often_it_is_posted(place):
    answers = [send(place.mail()) for _ in range(2)]
    assert [(answer.status_code, answer.content) for answer in answers] == [(200, b"posted"), (200, b"again")]
    assert place.answers() == ["行きます。"]


def test_a_form_as_mailgun_posts_it(place):
    raw = place.mail().replace(place.address.encode(), b"list@salon.example")
    fields = {"recipient": place.address, "body-mime": raw.decode()}
    assert send(urlencode(fields).encode(), "application/x-www-form-urlencoded").content == b"posted"
    assert send(*form(recipient=place.address.encode(), **{"body-mime": raw})).content == b"again"


def test_a_form_as_sendgrid_posts_it_keeps_every_byte(place):
    raw = (
        place.mail("①番の会場です")
        .replace(b"utf-8", b"cp932")
        .replace("①番の会場です".encode(), "①番の会場です".encode("cp932"))
    )
    envelope = json.dumps({"to": [place.address], "from": place.person.email}).encode()
    assert send(*form(email=raw, envelope=envelope)).content == b"posted"
    assert place.answers() == ["①番の会場です"]


def test_the_secret_as_a_password_is_enough(place):
    right, wrong = (base64.b64encode(f"mail:{word}".encode()).decode() for word in (SECRET, "guess"))
    assert send(place.mail(), Authorization=f"Basic {right}").status_code == 200
    assert send(place.mail(), Authorization=f"Basic {wrong}").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"x-signature": ""},
        {"x-signature": signature(b"another mail")},
        {"x-signature": "é"},
        {"Authorization": "Basic %%%"},
        {"Authorization": f"Bearer {SECRET}"},
        {"Authorization": "Basic " + base64.b64encode(b"mail").decode()},
    ],
)
def test_who_does_not_know_the_secret_posts_nothing(place, headers):
    assert send(place.mail(), **headers).status_code == 403
    assert place.answers() == []


def test_without_a_secret_the_door_is_not_there(place, settings):
    settings.REPLY_WEBHOOK_SECRET = ""
    body = place.mail()
    assert send(body, **{"x-signature": signature(body, "")}).status_code == 404


def test_what_will_never_work_is_not_tried_again(place):
    assert send(place.mail().replace(place.address.encode(), b"x@salon.example")).status_code == 406
    assert send(b"{}", "application/json").status_code == 406
    assert send(*form(other=b"x")).status_code == 406
    assert send(b"&".join([b"a=1"] * 500), "application/x-www-form-urlencoded").status_code == 406
    assert send(b"no form", "multipart/form-data").status_code == 406


def test_what_may_work_later_is_tried_again(place, monkeypatch, caplog):
    def away(**what):
        raise OperationalError("the words of the mail")

    monkeypatch.setattr(posting, "post", away)
    assert send(place.mail()).status_code == 503
    assert "OperationalError in " in caplog.text and "the words" not in caplog.text


def test_a_page_cannot_be_read_here(place):
    assert Client().get(ADDRESS).status_code == 405


def test_a_mail_for_two_topics_lands_in_both(place):
    from salon.replies.addresses import reply_address

    second = reply_address(place.person, topic_in(place.topic.room, place.other))
    envelope = json.dumps({"to": [place.address, second, "x@y"]}).encode()
    assert send(*form(email=place.mail(), envelope=envelope)).content == b"posted\nposted"
