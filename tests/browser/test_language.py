"""日本語 / English: a link on public pages, also without JavaScript; a form where the choice is one's own."""

import re

from playwright.sync_api import expect

from tests.browser.chromium import PHONE
from tests.browser.test_pages import look_at


def switch(page, name):
    return page.locator(".language").get_by_text(name, exact=True)


def test_a_public_page_is_read_in_english_and_back_without_scripts(open_context):
    page = open_context(**{**PHONE, "java_script_enabled": False}).new_page()
    page.goto("/cases/koyama-wagon/")
    switch(page, "English").click()
    expect(page).to_have_url("/en/cases/koyama-wagon/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "ja")
    # One that was translated is said in English
    page.goto("/en/cases/minato-engawa/")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("An empty house"))
    page.get_by_role("link", name="Find an organisation").first.click()
    expect(page).to_have_url("/en/organisations/")
    switch(page, "日本語").click()
    expect(page).to_have_url("/organisations/")


def test_an_english_page_has_no_fault(open_context):
    page = open_context(**PHONE).new_page()
    for address in (
        "/en/",
        "/en/cases/minato-engawa/",
        "/en/cases/koyama-wagon/",
        "/en/organisations/",
        "/en/contact/",
    ):
        page.goto(address)
        assert look_at(page) == []


def test_in_the_salon_a_button_changes_the_language_and_it_is_remembered(desktop, signed_in):
    page = signed_in(desktop, "minato@example.org")
    page.goto("/salon/")
    switch(page, "English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert look_at(page) == []
    page.goto("/me/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    switch(page, "日本語").click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")
