"""The number beside a room is what a fresh page says, and leads to the first message it counts."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import drawn, listening

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

READ = """
from members.models import Person
from salon.models import Room
from salon.rooms import posting, reading
one, two = (Person.objects.get(email=f"{who}@example.org") for who in ("hoshizora", "minato"))
said = dict(person=one, text="読んだ話のはじめ", key="read-000")
topic = posting.open_topic(room=Room.objects.get(name="近畿"), title="読んだ話", **said).message.topic
for number in range(1, 31):
    posting.post(person=one, topic=topic, text=f"読んだ話の{number}。", key=f"read-{number:03}")
topic.refresh_from_db()
reading.mark_read(two, topic, topic.last_seq)
print(f"/salon/rooms/kinki/topics/{topic.pk}/")
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


@pytest.fixture(scope="module")
def read_topic(site):
    """Longer than a screen, and read to its end."""
    return site.manage("shell", "-v", "0", "-c", READ).strip().splitlines()[-1]


@pytest.fixture
def reader(phone, signed_in):
    """In a topic that is longer than a phone, with the list of rooms beneath it; `marks` is what was said to be read."""
    page = signed_in(phone, "minato@example.org")
    page.marks = []
    page.on("request", lambda request: page.marks.append(request.post_data) if request.url.endswith("/read/") else None)
    return page


@pytest.fixture
def writer(desktop, signed_in):
    return signed_in(desktop, "hoshizora@example.org")


def open_at_end(page, address):
    page.goto(address)
    listening(page)
    expect(page.locator(".thread > li").last).to_be_in_viewport()


def write(page, text):
    page.get_by_label("書きこむ").fill(text)
    page.get_by_role("button", name="送る", exact=True).click()
    page.locator(".message", has_text=text).wait_for()


def until_marked(page, marks=1):
    deadline = time.monotonic() + 15
    while len(page.marks) < marks:
        assert time.monotonic() < deadline, "nothing was marked as read"
        page.wait_for_timeout(50)


def newer(page):
    return page.get_by_role("button", name="新しい書きこみがあります")


def test_who_reads_the_end_on_a_phone_sees_what_comes_and_has_read_it(reader, writer, read_topic):
    open_at_end(reader, read_topic)
    writer.goto(read_topic)
    write(writer, "電話で見ている文")
    expect(reader.locator(".message__text", has_text="電話で見ている文")).to_be_in_viewport(ratio=1)
    until_marked(reader)
    expect(newer(reader)).to_be_hidden()


def test_what_came_further_down_is_told_and_is_read_when_one_scrolls_there(reader, writer, read_topic):
    open_at_end(reader, read_topic)
    reader.evaluate("scrollTo(0, scrollY - 900)")
    writer.goto(read_topic)
    write(writer, "下に来た文")
    expect(newer(reader)).to_be_in_viewport()
    assert reader.marks == []
    reader.evaluate("document.querySelector('.thread').lastElementChild.scrollIntoView({ block: 'end' })")
    until_marked(reader)
    expect(newer(reader)).to_be_hidden()


def test_what_came_while_nobody_looked_is_read_when_somebody_does(reader, writer, read_topic):
    open_at_end(reader, read_topic)
    hide = "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')) }"
    reader.evaluate(hide, True)
    writer.goto(read_topic)
    write(writer, "留守に来た文")
    reader.locator(".message", has_text="留守に来た文").wait_for()
    reader.wait_for_timeout(300)
    assert reader.marks == []
    reader.evaluate(hide, False)
    until_marked(reader)


def test_only_the_page_where_one_wrote_goes_to_what_one_wrote(reader, phone, read_topic):
    open_at_end(reader, read_topic)
    other = phone.new_page()
    open_at_end(other, read_topic)
    for page in (reader, other):
        page.evaluate("scrollTo(0, scrollY - 900)")
    place = reader.evaluate("scrollY")
    write(other, "自分の文")
    expect(other.locator(".message__text", has_text="自分の文")).to_be_in_viewport(ratio=1)
    expect(newer(other)).to_be_hidden()
    reader.locator(".message", has_text="自分の文").wait_for()
    assert (reader.evaluate("scrollY"), reader.marks) == (place, [])


# Where it stands before the eyes; what comes above it is made up for by the browser
SEEN = "Math.round(document.querySelector('.thread').children[9].getBoundingClientRect().top)"


def test_an_answer_to_a_message_that_is_unfolded_elsewhere_moves_nothing(reader, writer, read_topic):
    open_at_end(reader, read_topic)
    text = reader.locator(".message__text").last.inner_text()
    reader.locator(".message").last.locator("summary").click()
    reader.evaluate("scrollTo(0, scrollY - 1500)")
    place = reader.evaluate(SEEN)
    writer.goto(read_topic)
    theirs = writer.locator(".message", has_text=text).last
    theirs.locator("summary").click()
    theirs.locator("details").get_by_role("button", name="うちでもやってみたい").click()
    mine = reader.locator(".message", has_text=text).last
    mine.locator(".reactions button").wait_for()
    drawn(reader)
    assert mine.locator("details").get_attribute("open") is not None
    assert reader.evaluate(SEEN) == place


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
