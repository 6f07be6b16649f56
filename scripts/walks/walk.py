"""One flow walked once: at one width, with or without script, by as many people as it needs."""

import re
import shutil
import time
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import Error

from scripts.walks.flow import Flow
from scripts.walks.walker import Walker
from tests.browser import chromium
from tests.browser.product import Product

PATIENCE = 120_000  # milliseconds: a machine that has other things to do is not a fault of the product


@dataclass
class Way:
    """How all flows are walked: width and script."""

    name: str
    title: str
    options: dict
    script: bool


WAYS = [
    Way("phone", "スマートフォン（390×844）", chromium.PHONE, True),
    Way("desk", "パソコン（1280×900）", chromium.DESKTOP, True),
    Way("phone-plain", "スマートフォン、JavaScriptなし", chromium.PHONE, False),
    Way("desk-plain", "パソコン、JavaScriptなし", chromium.DESKTOP, False),
]


@dataclass
class Told:
    """What is left of a walk for the index."""

    flow: str
    way: str
    pictures: list = field(default_factory=list)  # (words, path below the folder of all walks)
    films: list = field(default_factory=list)
    wrong: list = field(default_factory=list)


class Walk:
    def __init__(self, browser, site: Product, flow: Flow, way: Way, folder: Path, films: bool) -> None:
        self.browser, self.site, self.flow, self.way, self.films = browser, site, flow, way, films
        self.folder = folder / flow.name / way.name
        self.script, self.narrow, self.offline = way.script, way.name.startswith("phone"), False
        self.told = Told(flow.name, way.name)
        self.wrong = self.told.wrong
        self.root, self.contexts = folder, []
        self.folder.mkdir(parents=True)

    # --- who walks

    def stranger(self, name: str = "", **options) -> Walker:
        """Somebody in a browser of their own, not signed in."""
        size = self.way.options["viewport"]
        film = {"record_video_dir": self.folder / "raw", "record_video_size": size} if self.films else {}
        options = {"service_workers": "block", "java_script_enabled": self.script, **self.way.options, **options}
        context = self.browser.new_context(base_url=self.site.url, **film, **options)
        context.set_default_timeout(PATIENCE)
        context.on("page", chromium.hear)
        self.contexts.append((name, context))
        return Walker(self, context.new_page(), name)

    def person(self, name: str, **options) -> Walker:
        """minato, facilitator, …: signed in."""
        walker = self.stranger(name, **options)
        chromium.enter(walker.page, self.site, f"{name}@example.org")
        return walker

    def mailed(self, address: str, part: str) -> str:
        """The newest link with this part that was mailed to this address."""
        deadline = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < deadline:
            for place in sorted(self.site.mails.glob("*"), key=lambda one: one.stat().st_mtime, reverse=True):
                letter = message_from_bytes(place.read_bytes(), policy=policy.default)
                body = letter.get_body(("plain",)) if address in str(letter["To"]) else None
                if body and (found := re.search(rf"https?://\S*{part}\S*", body.get_content())):
                    return found[0]
            self.contexts[-1][1].pages[0].wait_for_timeout(100)
        raise AssertionError(f"no mail to {address} with {part}")

    # --- what is kept of it

    def picture(self, words: str) -> Path:
        place = self.folder / f"{len(self.told.pictures) + 1:02}.png"
        self.told.pictures.append((words, str(place.relative_to(self.root))))
        return place

    def run(self) -> Told:
        try:
            self.flow.steps(self)
        except Exception as reason:  # whatever it was, the other walks go on
            self.wrong.append(f"did not arrive: {type(reason).__name__}: {str(reason)[:600]}")
            self._last_pictures()
        for name, context in self.contexts:
            film = context.pages[0].video if self.films and context.pages else None
            context.close()
            if film:
                place = self.folder / f"film-{len(self.told.films) + 1}.webm"
                shutil.move(film.path(), place)
                self.told.films.append((name, str(place.relative_to(self.root))))
        shutil.rmtree(self.folder / "raw", ignore_errors=True)
        return self.told

    def _last_pictures(self) -> None:
        for name, context in self.contexts:
            for page in context.pages:
                place = self.picture(f"ここで止まりました {name}（{page.url}）")
                try:
                    page.screenshot(path=place)
                except Error as reason:  # the other walks go on
                    self.told.pictures.pop()
                    self.wrong.append(f"no picture of {page.url}: {reason}")
