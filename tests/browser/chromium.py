"""Real Chromium, the one of the machine, as a phone and as a desk would have it."""

import os
import shutil

ARGUMENTS = [
    # In a container there is neither a sandbox for root nor a graphics card; and nothing calls home.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
JAPAN = {"locale": "ja-JP", "timezone_id": "Asia/Tokyo"}
PHONE = {**JAPAN, "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {**JAPAN, "viewport": {"width": 1280, "height": 900}}


def executable():
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def launch(playwright):
    return playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)


def sign_in(page, link):
    """Opening the link uses nothing up, pressing its button does."""
    page.goto(link)
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    page.wait_for_url(lambda url: url != link)
