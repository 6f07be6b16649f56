"""Whoever sits down after somebody who signed out, and goes back, reads nothing of a room: a browser keeps pages in many places."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import chromium

KEEPS_PAGES = "--disable-back-forward-cache"  # how it is started for tests; a person's browser has no such word


@pytest.fixture(scope="module")
def persons_browser(browser):
    """One that keeps the pages one has left, as they were."""
    running = browser.browser_type.launch(
        executable_path=chromium.executable(), args=chromium.ARGUMENTS, ignore_default_args=[KEEPS_PAGES]
    )
    yield running
    running.close()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def member(request, persons_browser, site):
    context = persons_browser.new_context(base_url=site.url, java_script_enabled=request.param, **chromium.DESKTOP)
    context.set_default_timeout(30_000)
    page = context.new_page()
    chromium.sign_in(page, site.signin_link("minato@example.org"))
    yield page
    context.close()


def open_topic(page):
    """The address of a topic, and what is written there."""
    page.goto("/salon/rooms/kinki/")
    page.locator(".topics a").first.click()
    page.locator(".thread .message__text").first.wait_for()
    return page.url, page.locator(".thread .message__text").first.inner_text()[:20]


def sign_out(page):
    page.goto("/signout/")
    page.get_by_role("main").get_by_role("button", name="サインアウト").click()
    page.wait_for_url("**/signout/done/")


def test_going_back_after_signing_out_shows_nothing_of_the_room(member):
    _topic, words = open_topic(member)
    sign_out(member)
    for _step in range(3):  # the question whether to sign out, the topic, its room
        member.go_back(wait_until="commit")
        expect(member).to_have_url(re.compile("/signin/|/signout/"))
        expect(member.locator("body")).not_to_contain_text(words)
        expect(member.locator(".thread, .topics")).to_have_count(0)


def test_nor_in_a_window_that_had_left_the_room_when_one_signed_out_in_another(member):
    topic, words = open_topic(member)
    member.goto("/about/")
    member.go_back(wait_until="commit")
    expect(member).to_have_url(topic)
    expect(member.locator("body")).to_contain_text(words)
    member.goto("/about/")
    other = member.context.new_page()
    sign_out(other)
    member.go_back(wait_until="commit")
    expect(member).to_have_url(re.compile("/signin/"))
    expect(member.locator("body")).not_to_contain_text(words)
