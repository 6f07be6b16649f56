"""Takes the two pictures of the README from the running product: docs/screenshots/{home-phone,room-desktop}.png.

Uses the browser tests' own product and Chromium, so that the pictures show what the tests see.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import chromium  # noqa: E402
from tests.browser.product import Product  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
MEMBER = "minato@example.org"


def home_on_a_phone(browser, site):
    page = browser.new_context(**chromium.PHONE, base_url=site.url).new_page()
    page.goto("/")
    page.screenshot(path=FOLDER / "home-phone.png")


def room_on_a_desk(browser, site):
    page = browser.new_context(**chromium.DESKTOP, base_url=site.url).new_page()
    chromium.sign_in(page, site.signin_link(MEMBER))
    page.goto("/salon/")
    page.get_by_role("link", name="近畿").first.click()
    # A room shows its topics; the newest has something to read.
    topic = page.locator(".topics a").first
    if topic.count():
        topic.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / "room-desktop.png")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tsunagari-screenshots-") as folder:
        print("==> Starting the product with its demonstration data", flush=True)
        site = Product(folder)
        try:
            site.start()
            with sync_playwright() as playwright:
                browser = chromium.launch(playwright)
                home_on_a_phone(browser, site)
                room_on_a_desk(browser, site)
                browser.close()
        finally:
            site.stop()
    print(f"==> {FOLDER.relative_to(ROOT)}: home-phone.png, room-desktop.png")


if __name__ == "__main__":
    main()
