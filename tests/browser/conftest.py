"""One running product and one Chromium for all browser tests; every test gets contexts of its own.

`phone` and `desktop` are fresh contexts. `open_context(**options)` makes more of them: a second person in the room.
Whatever is open when a test fails is kept as a picture, and the failure says where.
"""

import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.product import Product

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call" and report.failed:
        pictures = [picture for context in item.stash.get(OPEN_CONTEXTS, []) for picture in pictures_of(context, item)]
        if pictures:
            report.sections.append(("Pictures of the open pages", "\n".join(pictures)))
    return report


OPEN_CONTEXTS = pytest.StashKey()


def pictures_of(context, item):
    folder = Path(tempfile.gettempdir()) / "tsunagari-pictures"
    folder.mkdir(exist_ok=True)
    name = "".join(letter if letter.isalnum() else "-" for letter in item.name)
    for page in context.pages:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=f"{name}-", suffix=".png", delete=False) as file:
            try:
                page.screenshot(path=file.name, full_page=True)
                yield f"{file.name} ({page.url})"
            except Exception as reason:  # a page that is already gone must not hide why the test failed
                yield f"no picture of {page.url}: {reason}"


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The product with its demonstration data, shared by the tests: leave it running, and leave no trap in it."""
    product = Product(tmp_path_factory.mktemp("product"))
    try:
        yield product.start()
    finally:
        product.stop()


@pytest.fixture(autouse=True)
def site_is_up(site):
    """A test that killed the product and failed before it started it again ruins no other."""
    if not site.serves():
        site.kill()
        site.start()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        running = chromium.launch(playwright)
        yield running
        running.close()


@pytest.fixture
def open_context(browser, site, request):
    opened = request.node.stash.setdefault(OPEN_CONTEXTS, [])

    def open_one(**options):
        # Each new context would fetch all that the salon keeps on a device: only tests about that ask for the worker
        options = {"service_workers": "block", **(options or chromium.DESKTOP)}
        context = browser.new_context(base_url=site.url, **options)
        context.set_default_timeout(15_000)
        context.on("page", chromium.hear)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def phone(open_context):
    return open_context(**chromium.PHONE)


@pytest.fixture
def desktop(open_context):
    return open_context(**chromium.DESKTOP)


@pytest.fixture
def signed_in(site):
    """signed_in(context, "minato@example.org"): a page of that context, signed in through a link of the support.

    A test that ends sessions clears `site.cookies`.
    """

    def enter(context, address):
        page = context.new_page()
        chromium.enter(page, site, address)
        return page

    return enter
