"""A person in a browser, who says in words what they press. Every look is a picture, and is looked at for trouble."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
REACHED = "element => element === document.activeElement"
# Chromium's word about any answer of 422, which is how a form says that something is missing
EXPECTED = re.compile("the server responded with a status of 422")


class Walker:
    def __init__(self, walk, page: Page, name: str) -> None:
        self.walk, self.page, self.name = walk, page, name
        self.main = page.get_by_role("main")
        page.on("console", lambda line: self.complain(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.complain(str(error)))

    def complain(self, text: str) -> None:
        if not EXPECTED.search(text) and not (self.walk.offline and "net::ERR_" in text):
            self.walk.wrong.append(f"{self.page.url}: {text}")

    # --- what a person does

    def go(self, address: str) -> None:
        self.page.goto(address)

    def follow(self, name: str | re.Pattern, within=None) -> None:
        (within or self.main).get_by_role("link", name=name).first.click()

    def press(self, name: str, within=None, *, exact: bool = True) -> None:
        (within or self.page).get_by_role("button", name=name, exact=exact).first.click()

    def unfold(self, words: str, within=None) -> None:
        (within or self.main).locator("summary", has_text=words).first.click()

    def fill(self, label: str, text: str, within=None) -> None:
        (within or self.main).get_by_label(label).and_(
            self.page.locator("input:not([type=radio]), textarea")
        ).first.fill(text)

    def choose(self, field: str, **option) -> None:
        self.main.get_by_label(field).and_(self.page.locator("select")).first.select_option(**option)

    def tick(self, label: str) -> None:
        self.main.get_by_label(label).first.check()

    def from_menu(self, name: str) -> None:
        menu = self.page.get_by_role("navigation", name="サロン")
        if self.walk.narrow:
            menu.locator("summary").click()
        menu.get_by_role("link", name=name).or_(menu.get_by_role("button", name=name)).first.click()

    def write(self, text: str) -> None:
        self.fill("書きこむ", text)
        self.press("送る")
        self.message(text).wait_for()

    def answer(self, text: str) -> None:
        """Unfolds what can be done with a message."""
        self.message(text).locator(".message__answer > summary").click()

    def tab_to(self, target) -> None:
        """By the key alone, as somebody without a mouse."""
        for _press in range(150):
            if target.evaluate(REACHED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached with Tab on {self.page.url}")

    def tools(self) -> None:
        """Unfolds what can be done with a topic."""
        self.unfold("この話題でできること")

    # --- what a person sees

    def message(self, text: str):
        return self.page.locator(".message", has_text=text).last

    def sees(self, text: str | re.Pattern) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def is_told(self, text: str) -> None:
        """At the top of the page, after something was done."""
        expect(self.page.locator("#messages")).to_contain_text(text)

    def heads(self, text: str | re.Pattern) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def look(self, words: str, *, whole: bool = True) -> Path:
        """A numbered picture of the page, or of what the window shows of it, and a look for what is wrong."""
        place = self.walk.picture(words)
        self.page.screenshot(path=place, full_page=whole, animations="disabled")
        if self.page.evaluate(WIDE):
            self.walk.wrong.append(f"{words}（{self.page.url}）: scrolls sideways")
        if self.walk.script:
            found = Axe().run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
            for one in found:
                nodes = "; ".join(node["html"][:160] for node in one["nodes"])
                self.walk.wrong.append(f"{words}（{self.page.url}）: {one['id']}: {nodes}")
        return place
