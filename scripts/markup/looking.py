"""Each page in Chromium, with our style and without scripts: axe, and whether anything sticks out of a phone."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright

from tests.browser import chromium

HOST = "http://testserver"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
# As large as its tag says, whatever it would show
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"><rect width="16" height="9" fill="#999"/></svg>'
)
# What is folded is looked at, too, and many tags. Of a page in Wagtail's frame only what is ours: what stands between the marks
PREPARE = """long => {
    for (const one of document.querySelectorAll("details")) one.open = true
    for (const tags of long ? document.querySelectorAll(".tags") : [])
        for (let n = tags.children.length; n < 30; n++) tags.append(tags.firstElementChild.cloneNode(true))
    const comments = document.createNodeIterator(document.body, NodeFilter.SHOW_COMMENT)
    for (let mark; mark = comments.nextNode();) {
        if (!["ours", "theirs"].includes(mark.data)) continue
        for (let one = mark.nextSibling; one && one.data !== `/${mark.data}`; one = one.nextSibling) one.setAttribute?.(`data-${mark.data}`, "")
    }
}"""
# Of a mail no landmarks and no headings are asked: mail programs have them
LOOK = """async ([framed, mail]) => {
    if (framed && !document.querySelector("[data-ours]")) return []  // only something in its head
    const options = {resultTypes: ["violations"]}
    if (mail) options.runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    const {violations} = await axe.run(framed ? {include: "[data-ours]", exclude: "[data-theirs]"} : document, options)
    const faults = violations.flatMap(one => one.nodes.map(node => `axe ${one.id}: ${node.html.slice(0, 200)}`))
    const width = document.documentElement.clientWidth
    if (framed || document.documentElement.scrollWidth <= width) return faults
    const end = one => one.getBoundingClientRect().left + one.scrollWidth
    const out = [...document.querySelectorAll("body *")].findLast(one => end(one) > width)
    return [...faults, `sticks out sideways: ${out?.outerHTML.slice(0, 200)}`]
}"""


def faults(kept):
    """Pairs of a kept page and what is wrong with it, on a phone by day and at a desk in the dark."""
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        for found in pool.map(look_at_all, (kept[::2], kept[1::2])):
            yield from found


def look_at_all(kept):
    import django

    django.setup()
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        context = browser.new_context(**chromium.JAPAN, service_workers="block", reduced_motion="reduce")
        context.add_init_script(AXE_SCRIPT)
        page = context.new_page()
        page.set_default_timeout(300_000)  # milliseconds; on a machine that does something else, too
        found = []
        for number, one in enumerate(kept, 1):
            found += [(one, fault) for fault in look_at(page, one)]
            if number % 20 == 0 or number == len(kept):
                print(f"    {number} of {len(kept)} looked at, {len(found)} faults", flush=True)
        browser.close()
    return found


def look_at(page, kept):
    for html, which in ((kept.document, ""), (kept.lengthened, " with long words")):
        if which and html == kept.document:
            continue
        page.unroute_all()
        page.route("**/*", partial(answer, html))
        page.goto(HOST)
        page.evaluate(PREPARE, bool(which))
        page.add_style_tag(
            content="* { transition: none !important }"
        )  # half way between two colours nothing can be read
        for size, scheme in ((PHONE, "light"), (DESK, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            for fault in page.evaluate(LOOK, [kept.is_framed, kept.is_mail]):
                yield f"at {size['width']} px{which}: {fault}"


def answer(html, route):
    path = urlsplit(route.request.url).path
    match route.request.resource_type:
        case "document" if not route.request.frame.parent_frame:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        case "stylesheet" | "font" if found := finders.find(path.removeprefix("/static/")):
            route.fulfill(path=found)
        case "image":
            route.fulfill(body=PICTURE, content_type="image/svg+xml")
        case _:
            route.abort()
