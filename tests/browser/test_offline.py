"""The salon on a device: without a network, and after somebody has gone."""

import pytest

from tests.browser.chromium import PHONE

ROOM, TOPIC = "/salon/rooms/kinki/", "/salon/rooms/kinki/topics/1/"
KEPT = "caches.keys().then(names => names.filter(name => name.includes('pages')))"


@pytest.fixture
def member(open_context, signed_in):
    """A page of the salon with its worker, and what it keeps after the first visits."""
    page = signed_in(open_context(**PHONE, service_workers="allow"), "minato@example.org")
    page.goto("/salon/")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller")
    page.goto(ROOM)
    page.goto(TOPIC)
    page.wait_for_function(KEPT)
    return page


def test_what_was_opened_lately_opens_without_a_network_and_says_so(member):
    member.context.set_offline(True)
    for address in ("/salon/", ROOM, TOPIC):
        member.goto(address)
        assert "オフラインです" in member.locator("#kept").inner_text()
    assert member.locator(".message").count() > 2
    member.goto("/salon/needs/")
    assert "つながっていません" in member.locator("h1").inner_text()
    member.goto(TOPIC)
    member.context.set_offline(False)
    member.locator("#kept").wait_for(state="detached")
    assert member.locator(".message").count() > 2
