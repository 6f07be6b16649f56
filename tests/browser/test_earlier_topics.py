"""A page of earlier topics is what a fresh one would be, also while people go on talking."""

from playwright.sync_api import expect

from tests.browser.chromium import listening

MANY = """
from members.models import Person
from salon.models import Room
from salon.rooms import posting
one = Person.objects.get(email="hoshizora@example.org")
room = Room.objects.get(name="近畿")
for number in range(45):
    posting.open_topic(person=one, room=room, title=f"たくさんの話題 {number:02}", text="はじめの文", key=f"many-topics-{number:02}")
"""


def test_a_topic_in_which_somebody_writes_goes_from_the_earlier_ones_to_the_first_page(phone, desktop, signed_in, site):
    site.manage("shell", "-v", "0", "-c", MANY)
    watcher, writer = signed_in(desktop, "minato@example.org"), signed_in(phone, "hoshizora@example.org")
    watcher.goto("/salon/rooms/kinki/")
    expect(watcher.locator(".topics a", has_text="たくさんの話題 00")).to_have_count(0)
    watcher.get_by_role("link", name="前の話題を見る").click()
    earlier = watcher.locator(".topics a", has_text="たくさんの話題 00")
    expect(earlier).to_be_visible()
    listening(watcher)
    shown = watcher.locator(".topics a").count()
    writer.goto("/salon/rooms/kinki/")
    writer.get_by_role("link", name="前の話題を見る").click()
    writer.locator(".topics a", has_text="たくさんの話題 00").click()
    writer.get_by_label("書きこむ").fill("もう一度この話")
    writer.get_by_role("button", name="送る", exact=True).click()
    expect(earlier).to_have_count(0)
    expect(watcher.locator(".topics a")).to_have_count(shown - 1)
    watcher.get_by_role("link", name="新しい話題へ").click()
    # Beneath the one that is pinned
    expect(watcher.locator(".topics a").nth(1)).to_contain_text("たくさんの話題 00")
