"""Real Chromium, the one of the machine, as a phone and as a desk would have it; and what a test waits for in it."""

import os
import shutil
import time
from weakref import WeakKeyDictionary

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


def enter(page, site, address):
    """Signed in as this person. A session is used again: a link for everybody in every test would take minutes."""
    if address in site.cookies:
        page.context.add_cookies(site.cookies[address])
    else:
        sign_in(page, site.signin_link(address))
        site.cookies[address] = page.context.cookies()


def sign_in(page, link):
    """Opening the link uses nothing up, pressing its button does."""
    page.goto(link)
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    page.wait_for_url(lambda url: url != link)


READY = "window.firstLook = new Promise(done => addEventListener('w-unsaved:watch-edits', done, { once: true }))"


def form_of_the_admin(page, go):
    """Wagtail compares what is typed with the form as it first saw it, a moment after it came: typed before, nothing is saved."""
    page.add_init_script(READY)
    go()
    page.wait_for_url("**/add/**")
    page.evaluate("window.firstLook.then(() => {})")


FRAMES = WeakKeyDictionary()  # what the socket of a page has been sent since the page was opened
STORED = """text => new Promise(done => {
    const look = () => Object.values(localStorage).some(one => one.includes(text)) ? done() : setTimeout(look, 20)
    look()
})"""
# The policy lets nothing be evaluated again and again from outside
KEPT = """new Promise(done => { const look = async () => (await caches.match(location.href)) ? done() : setTimeout(look, 20); look() })"""
DRAWN = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


def hear(page):
    """To be called before the page goes anywhere."""
    frames = FRAMES[page] = []
    page.on("framenavigated", lambda frame: None if frame.parent_frame else frames.clear())
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(frame)))


def listening(page):
    """Waits until the open page would be told of what happens now."""
    deadline = time.monotonic() + 15
    while not any('"opened"' in str(frame) for frame in FRAMES[page]):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{page.url} listens to no room")
        page.wait_for_timeout(20)
    return page


def with_worker(page):
    """The first page of the salon, looked after by the worker: what was on its way while that woke up is not."""
    page.goto("/salon/")
    page.evaluate("navigator.serviceWorker.ready")
    page.goto("/salon/")


def stored(page, text):
    """Waits until the device keeps this text as a draft."""
    page.evaluate(STORED, text)


def drawn(page):
    """Waits until what has arrived has had its effect."""
    page.evaluate(DRAWN)
