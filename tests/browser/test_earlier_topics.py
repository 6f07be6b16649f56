"""A page of earlier topics is what a fresh one would be, also while people go on talking."""

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import listening

# In a room of its own: so many topics would stand in the way of every other test
MANY = """
from members.models import Person
from salon.rooms import groups, posting
one, other = (Person.objects.get(email=f"{who}@example.org") for who in ("michikusa", "hamabe"))
room = groups.open_group("話題の多いグループ", "")
for person in (one, other):
    groups.add(room, person)
for number in range(45):
    posting.open_topic(person=one, room=room, title=f"たくさんの話題 {number:02}", text="はじめの文", key=f"many-topics-{number:02}")
print(room.slug)
"""
OLD = "たくさんの話題 00"


@pytest.fixture
def address(site):
    slug = site.manage("shell", "-v", "0", "-c", MANY).split()[-1]
    return f"/salon/rooms/{slug}/"


def test_a_topic_in_which_somebody_writes_goes_from_the_earlier_ones_to_the_first_page(
    phone, desktop, signed_in, address
):
    watcher, writer = signed_in(desktop, "hamabe@example.org"), signed_in(phone, "michikusa@example.org")
    watcher.goto(address)
    expect(watcher.locator(".topics a")).to_have_count(40)
    expect(watcher.locator(".topics a", has_text=OLD)).to_have_count(0)
    watcher.get_by_role("link", name="前の話題を見る").click()
    old = watcher.locator(".topics a", has_text=OLD)
    expect(old).to_be_visible()
    listening(watcher)
    expect(watcher.locator(".topics a")).to_have_count(5)
    writer.goto(address)
    writer.get_by_role("link", name="前の話題を見る").click()
    writer.locator(".topics a", has_text=OLD).click()
    writer.get_by_label("書きこむ").fill("もう一度この話")
    writer.get_by_role("button", name="送る", exact=True).click()
    expect(old).to_have_count(0)
    expect(watcher.locator(".topics a")).to_have_count(4)
    watcher.get_by_role("link", name="新しい話題へ").click()
    expect(watcher.locator(".topics a").first).to_contain_text(OLD)
    expect(watcher.locator(".topics a")).to_have_count(40)
