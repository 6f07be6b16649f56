"""All flows on one way, in a process of their own."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from scripts.walks import flows as _flows  # noqa: F401 they put themselves on the list
from scripts.walks.flow import FLOWS
from scripts.walks.walk import PATIENCE, Told, Walk, Way
from tests.browser import chromium
from tests.browser.product import Product

FOLDER = Path("var/walks").resolve()


def walk_all(way: Way, names: list[str], data: Path, filmed: bool) -> list[Told]:
    """Each way on a product of its own, so that no walk meets what another one has left."""
    told = []
    expect.set_options(timeout=PATIENCE)
    with tempfile.TemporaryDirectory(prefix=f"tsunagari-walks-{way.name}-") as folder, sync_playwright() as playwright:
        site = Product(folder)
        shutil.copytree(data, Path(folder) / "data")
        try:
            site.start()
            browser = chromium.launch(playwright)
            for flow in (one for one in FLOWS if one.name in names):
                one = Walk(browser, site, flow, way, FOLDER, filmed).run()
                print(f"{'NO' if one.wrong else 'ok'}  {flow.name} ({way.name})", flush=True)
                told.append(one)
            browser.close()
        finally:
            site.stop()
    return told
