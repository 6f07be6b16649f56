"""What a push service gets, and what its answers mean."""

import base64
import json
import time

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

from salon.models import PushSubscription
from salon.push import keys, sending
from salon.push.sending import Outcome
from tests.factories.members import PersonFactory
from tests.salon.push.service import Browser

pytestmark = pytest.mark.django_db
MESSAGE = {"title": "近畿", "body": "あなたへの返信があります。", "url": "/salon/notices/1/", "tag": "room-1"}


@pytest.fixture
def browser(service):
    return Browser(service, PersonFactory())


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_only_the_browser_can_read_it(service, browser):
    assert sending.send(browser.subscribe(), MESSAGE) == Outcome.DONE
    [(path, headers, body)] = service.got
    assert browser.read(body) == MESSAGE
    assert "近畿".encode() not in body
    assert (path, headers["Content-Encoding"], headers["TTL"]) == ("/one", "aes128gcm", "86400")
    assert PushSubscription.objects.get().succeeded_at


def test_it_is_signed_with_our_key_for_this_service_and_not_for_long(service, browser, settings):
    sending.send(browser.subscribe(), MESSAGE)
    scheme, _, rest = service.got[0][1]["Authorization"].partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    head, claims, signature = parts["t"].split(".")
    assert (scheme, parts["k"]) == ("vapid", keys.public_key())
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(keys.public_key()))
    number = raw(signature)
    pair = (int.from_bytes(number[:32], "big"), int.from_bytes(number[32:], "big"))
    public.verify(utils.encode_dss_signature(*pair), f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    told = json.loads(raw(claims))
    assert (told["aud"], told["sub"]) == (service.url, f"mailto:{settings.SECRETARIAT_EMAIL}")
    assert time.time() < told["exp"] <= time.time() + 24 * 60 * 60


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_browser_that_is_gone_is_forgotten(service, browser, status):
    service.status = status
    assert sending.send(browser.subscribe(), MESSAGE) == Outcome.GONE
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(429, Outcome.AGAIN), (500, Outcome.AGAIN), (503, Outcome.AGAIN), (400, Outcome.REFUSED), (302, Outcome.REFUSED)],
)
def test_what_else_goes_wrong_costs_no_subscription_and_no_redirect_is_followed(service, browser, status, outcome):
    service.status = status
    assert sending.send(browser.subscribe(), MESSAGE) == outcome
    assert [path for path, *_ in service.got] == ["/one"]
    assert PushSubscription.objects.get().succeeded_at is None


def test_a_service_that_does_not_answer_is_tried_again(service, browser):
    subscription = browser.subscribe()
    service.shutdown()
    service.server_close()
    assert sending.send(subscription, MESSAGE) == Outcome.AGAIN


def test_nothing_of_our_own_is_reached(service, browser, settings):
    """An address may have become one of our own after it was given."""
    subscription = browser.subscribe()
    settings.PUSH_TO_LOOPBACK = False
    assert sending.send(subscription, MESSAGE) == Outcome.GONE
    assert service.got == []
