"""The salon on a device: without a network, and after somebody has gone."""

import time

import pytest

from tests.browser.chromium import KEPT, PHONE, listening, stored, with_worker
from tests.browser.test_salon import write

LOSES = "/salon/rooms/theme-places-to-be/"
ROOM, TOPIC = "/salon/rooms/kinki/", "/salon/rooms/kinki/topics/1/"
PATHS = """caches.keys().then(async names => (await (await caches.open(names.find(name => name.includes("pages")))).keys())
    .map(request => new URL(request.url).pathname))"""
GONE = """new Promise(done => { const look = async () => {
    (await caches.keys()).some(name => name.includes("pages")) ? setTimeout(look, 20) : done() }; look() })"""
EXCLUDE = """
from datetime import timedelta
from django.utils import timezone
from members.models import Person
from salon.models import Exclusion, Room
Exclusion.objects.create(
    person=Person.objects.get(email="minato@example.org"), room=Room.objects.get(slug="theme-places-to-be"),
    reason="理由", until=timezone.localdate() + timedelta(days=1),
)"""

OPEN = """
from members.models import Person
from salon.models import Room
from salon.rooms import posting
desk = Person.objects.filter(is_facilitator=True).first()
room = Room.objects.get(slug="kinki")
print(posting.open_topic(person=desk, room=room, title="題", text="文", key="k" * 20).message.topic_id)"""
MOVE = """
from members.models import Person
from salon.models import Room, Topic
from salon.moderation import moving
desk = Person.objects.filter(is_facilitator=True).first()
moving.move_topic(desk, Topic.objects.select_related("room").get(pk=%s), Room.objects.get(slug="desk"))"""


@pytest.fixture
def member(open_context, signed_in):
    """A page of the salon with its worker, and what it keeps after the first visits."""
    page = signed_in(open_context(**PHONE, service_workers="allow"), "minato@example.org")
    with_worker(page)
    page.goto(ROOM)
    page.goto(TOPIC)
    page.evaluate(KEPT)
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


def texts(page):
    return [text for text in page.locator(".message__text").all_inner_texts() if "電波" in text]


def test_what_is_written_without_a_network_is_sent_once_and_in_order_when_it_is_back(phone, signed_in):
    """Also when the browser was killed meanwhile, and when the server had stored it and its answer was lost."""
    page = signed_in(phone, "minato@example.org")
    page.goto(TOPIC)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route(lambda url: url.endswith(TOPIC), lose_the_answer)
    write(page, "電波のない所から")
    page.locator(".waiting li").wait_for()
    page.unroute_all()
    phone.set_offline(True)
    write(page, "電波のない所から、もうひとつ")
    page.locator(".waiting li").nth(1).wait_for()
    page.close()
    phone.set_offline(False)
    one, other = phone.new_page(), phone.new_page()
    one.goto(TOPIC)
    other.goto("/salon/")
    one.locator(".message", has_text="もうひとつ").wait_for()
    one.locator(".waiting li").wait_for(state="detached")
    one.reload()
    assert texts(one) == ["電波のない所から", "電波のない所から、もうひとつ"]


CLOSED = "閉じたあとで届く文"


def syncing(page):
    """Tells the worker, as a browser does, that the network is back. `page` is none of the salon."""
    devtools, found = page.context.new_cdp_session(page), []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    devtools.send("ServiceWorker.enable")
    deadline = time.monotonic() + 15
    while not found:
        if time.monotonic() > deadline:
            raise TimeoutError("there is no worker")
        page.wait_for_timeout(20)
    worker = {"origin": found[0]["scopeURL"].removesuffix("/salon/"), "registrationId": found[0]["registrationId"]}
    return lambda: devtools.send("ServiceWorker.dispatchSyncEvent", {**worker, "tag": "outbox", "lastChance": False})


def test_the_worker_sends_what_was_written_without_a_network_once_and_with_no_page_open(member, desktop, signed_in):
    context = member.context
    reader = signed_in(desktop, "hoshizora@example.org")
    reader.goto(TOPIC)
    listening(reader)
    context.set_offline(True)
    write(member, CLOSED)
    member.locator(".waiting li").wait_for()
    elsewhere = context.new_page()
    member.close()
    sync = syncing(elsewhere)
    context.set_offline(False)
    sync()
    arrived = reader.locator(".message", has_text=CLOSED)
    arrived.wait_for()
    sync()
    again = context.new_page()
    again.goto(TOPIC)
    again.locator(".message", has_text=CLOSED).first.wait_for()
    again.locator(".waiting li").wait_for(state="detached")
    again.reload()
    assert again.locator(".message", has_text=CLOSED).count() == arrived.count() == 1


def test_a_page_that_comes_after_somebody_left_is_not_kept(member):
    """It was asked for before they signed out, and arrives after what they kept was erased."""
    member.evaluate("caches.delete('tsunagari-here')")
    member.evaluate("navigator.serviceWorker.controller.postMessage({keep: location.href})")
    member.evaluate(GONE)


def test_a_topic_that_went_where_one_does_not_read_is_kept_no_more(member, site):
    topic = site.manage("shell", "-v", "0", "-c", OPEN).strip().splitlines()[-1]
    address = f"{ROOM}topics/{topic}/"
    member.goto(address)
    member.wait_for_function(f"{PATHS}.then(kept => kept.includes('{address}'))")
    member.goto("/salon/")
    site.manage("shell", "-c", MOVE % topic)
    assert member.goto(address).status == 404
    kept = member.evaluate(PATHS)
    assert address not in kept
    assert TOPIC in kept


def test_a_lost_room_and_signing_out_leave_nothing_on_the_device(member, site):
    context = member.context
    member.goto(LOSES)
    member.get_by_label("はじめの書きこみ").fill("もう送れない文")
    stored(member, "もう送れない文")
    member.goto("/salon/")
    member.locator(".unsent").get_by_text("もう送れない文").wait_for()
    # A page that hears nothing: the first contact is the request for the room
    member.goto("/offline/")
    site.manage("shell", "-c", EXCLUDE)
    member.goto(LOSES)
    member.get_by_text("入れなくなったルームがあります").wait_for()
    assert member.evaluate("Object.keys(localStorage).filter(name => name.startsWith('tsunagari.draft'))") == []
    kept = member.evaluate(PATHS)
    assert LOSES not in kept
    assert TOPIC in kept
    site.cookies.clear()
    member.get_by_text("メニュー").click()
    member.get_by_role("button", name="サインアウト").click()
    member.wait_for_url("**/signout/done/")
    assert member.evaluate(
        "Promise.all([caches.keys(), indexedDB.databases(), navigator.serviceWorker.getRegistrations()])"
    ) == [[], [], []]
    context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        member.goto("/salon/")
