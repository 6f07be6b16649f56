"""Calling somebody with @, in real browsers: chosen from the list, marked, counted for who is called."""

import re

from playwright.sync_api import expect

from tests.browser.chromium import listening
from tests.browser.test_salon import enter, message, write


def test_who_is_called_sees_the_number_rise_and_the_message_marked(phone, desktop, signed_in):
    called, writer = signed_in(phone, "minato@example.org"), enter(signed_in(desktop, "facilitator@example.org"))
    called.goto("/salon/")
    number = called.locator("[data-notices-target=count]").first
    before = int(number.get_attribute("data-count"))
    listening(called)
    box = writer.get_by_label("書きこむ")
    box.click()
    writer.keyboard.type("@みなとひか")
    writer.locator(".calling__list li", has_text="港 ひかり").wait_for()
    writer.keyboard.type("ぬ")
    writer.locator(".calling__list").wait_for(state="hidden")
    box.fill("")
    writer.keyboard.type("@港")
    writer.locator(".calling__list li", has_text="港 ひかり").wait_for()
    writer.keyboard.press("ArrowDown")
    writer.keyboard.press("Enter")
    assert box.input_value() == "@港 ひかり "
    write(writer, "@港 ひかり さん、呼びかけの文")
    message(writer, "呼びかけの文").locator(".mention").wait_for()
    called.locator(f"[data-notices-target=count][data-count='{before + 1}']").first.wait_for(state="attached")
    called.goto("/salon/notices/")
    called.get_by_role("link", name="呼びかけの文").click()
    expect(message(called, "呼びかけの文")).to_have_class(re.compile("is-mentioned"))
    assert "is-mentioned" not in message(writer, "呼びかけの文").get_attribute("class")
