"""The number beside a room is what a fresh page says, and leads to the first message it counts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import listening

LONG = "三百の話"
MANY = f"""
from members.models import Person
from salon.models import Room
from salon.rooms import posting, reading
one, two = (Person.objects.get(email=f"{{who}}@example.org") for who in ("hoshizora", "minato"))
said = dict(person=one, text="長い話のはじめ", key="long-000")
topic = posting.open_topic(room=Room.objects.get(name="近畿"), title="{LONG}", **said).message.topic
topic.refresh_from_db()
reading.mark_read(two, topic, topic.last_seq)
for number in range(1, 301):
    posting.post(person=one, topic=topic, text=f"長い話の{{number}}。", key=f"long-{{number:03}}")
print(f"/salon/rooms/kinki/topics/{{topic.pk}}/")
"""


@pytest.fixture(scope="module")
def long_topic(site):
    return site.manage("shell", "-v", "0", "-c", MANY).strip().splitlines()[-1]


def row(page, room):
    return page.locator("[data-room]", has_text=room)


def number(page, room):
    badge = row(page, room).locator(".badge")
    return int(re.search(r"\d+", badge.inner_text())[0]) if badge.count() else 0


def test_what_is_taken_back_is_counted_no_more_in_the_open_list(phone, desktop, signed_in):
    watcher, writer = signed_in(desktop, "koyama@example.org"), signed_in(phone, "tsukiyo@example.org")
    watcher.goto("/salon/")
    listening(watcher)
    before = number(watcher, "雑談")
    writer.goto("/salon/rooms/small-talk/")
    writer.locator(".topics a").first.click()
    writer.get_by_label("書きこむ").fill("すぐに取り下げる文")
    writer.get_by_role("button", name="送る", exact=True).click()
    mine = writer.locator(".message", has_text="すぐに取り下げる文")
    expect(row(watcher, "雑談").locator(".badge")).to_contain_text(str(before + 1))
    mine.locator("summary").click()
    mine.get_by_role("link", name="直す・取り下げる").click()
    writer.locator("summary", has_text="取り下げる").last.click()
    writer.get_by_role("button", name="取り下げる").click()
    left = row(watcher, "雑談").locator("[data-count]")
    expect(left).to_have_attribute("data-count", str(before))
    expect(row(watcher, "雑談").get_by_role("link", name="未読へ")).to_have_count(1 if before else 0)
    watcher.reload()
    expect(left).to_have_attribute("data-count", str(before))


@pytest.mark.parametrize("scripts", [True, False])
def test_the_way_to_the_first_unread_stands_at_the_mark_and_leads_on_to_the_end(
    open_context, signed_in, long_topic, site, scripts
):
    context = open_context(
        java_script_enabled=scripts, locale="ja-JP", viewport={"width": 390, "height": 844}, has_touch=True
    )
    page = signed_in(context, "minato@example.org")
    site.manage("shell", "-v", "0", "-c", unread_from(long_topic))
    page.goto(long_topic)
    page.get_by_role("link", name="未読のはじめへ").press("Enter")
    firsts = []
    for _ in range(20):
        mark = page.locator("#unread")
        expect(mark).to_be_in_viewport()
        firsts.append(page.locator("#unread + li .message__text").inner_text())
        onwards = page.get_by_role("link", name="続きを読む")
        if not onwards.count():
            break
        address = page.url
        onwards.click()
        page.wait_for_url(lambda url, address=address: url != address)
    assert firsts[0] == "長い話の1。"
    numbers = [int(re.search(r"\d+", text)[0]) for text in firsts]
    assert numbers == sorted(set(numbers))
    page.get_by_text("長い話の300。").wait_for()
    page.goto("/salon/rooms/kinki/")
    assert page.locator("[data-topic]", has_text=LONG).locator(".badge").count() == 0


def unread_from(address):
    pk = address.rstrip("/").rpartition("/")[2]
    return f"""
from salon.models import Message, ReadMark
first = Message.objects.filter(topic={pk}).order_by("seq").first().seq
ReadMark.objects.filter(topic={pk}, person__email="minato@example.org").update(seq=first)
"""
