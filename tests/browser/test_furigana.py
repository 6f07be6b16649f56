"""Readings above kanji: a switch that works without JavaScript, and is remembered with it."""

from playwright.sync_api import expect

from tests.browser.chromium import PHONE, form_of_the_admin
from tests.browser.test_pages import look_at

CASE = "/cases/minato-engawa/"
TITLE = "空き家の縁側を、用事がなくても寄れる場所に"


def reading(page):
    return page.locator("h1 rt").first


def read_aloud(page):
    """What Chromium itself tells a screen reader of the first heading."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return next(node["name"]["value"] for node in tree["nodes"] if node["role"]["value"] == "heading")


def switch(page):
    return page.get_by_label("ふりがなをつける")


def test_readings_are_shown_and_it_is_remembered_on_other_pages(open_context):
    page = open_context(**PHONE).new_page()
    page.goto(CASE)
    expect(reading(page)).to_be_hidden()
    assert read_aloud(page) == TITLE
    switch(page).check()
    expect(reading(page)).to_be_visible()
    # Read aloud, the kanji stay alone
    assert read_aloud(page) == TITLE
    assert look_at(page) == []
    page.goto("/cases/")
    expect(switch(page)).to_be_checked()
    expect(page.locator(".card rt").first).to_be_visible()
    assert look_at(page) == []
    switch(page).uncheck()
    page.goto(CASE)
    expect(switch(page)).not_to_be_checked()
    expect(reading(page)).to_be_hidden()


def test_the_switch_works_without_scripts(open_context):
    page = open_context(**{**PHONE, "java_script_enabled": False}).new_page()
    page.goto(CASE)
    expect(reading(page)).to_be_hidden()
    switch(page).check()
    expect(reading(page)).to_be_visible()


def test_a_correction_is_seen_by_the_editor_as_soon_as_it_is_saved(desktop, signed_in):
    page = signed_in(desktop, "editor@example.org")
    page.goto("/admin/")
    form_of_the_admin(page, page.get_by_role("link", name="事例を書く").first.click)
    page.get_by_placeholder("ページタイトル").fill("縁側の朝")
    page.get_by_label("ひとことで").fill("アウトリーチを実施します。")
    panel = page.locator("#case-plain")
    expect(panel.locator("mark").first).to_have_text("アウトリーチ")
    expect(panel.locator("rt").first).to_have_text("えんがわ")
    page.get_by_role("textbox", name="ふりがなの直し").fill("縁側《ふちがわ》")
    expect(panel.locator("rt").first).to_have_text("ふちがわ")
