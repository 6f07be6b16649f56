"""Public pages as ready bytes, in front of Django: the outermost layer of everything that speaks HTTP.

Only what a view calls the same for everybody (cms/views/answering.py) is kept, and only as it was answered to somebody
without any cookie. It is good for as long as the public version in the database is the same (cms/freshness.py), which is
asked four times a second at most, and only while somebody reads. Where the database does not answer, nothing ready is
shown: Django says what it says then.
"""

import asyncio
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.cache import cache
from django.db import Error as DatabaseError
from django.db import close_old_connections, connection
from django.utils import timezone
from wagtail.models import Site

from cms import freshness
from cms.models import Synonyms
from config.kept import Page, Shelf

ASK_EVERY = 0.25  # seconds
LONGEST_QUERY = 1000  # characters of an address after the question mark; who asks for more is no reader
SESSION = f"{settings.SESSION_COOKIE_NAME}=".encode()


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for what may be ready."""

    place: tuple[bytes, bytes, str]
    query: str
    headers: dict[bytes, bytes]
    without_body: bool

    @property
    def key(self) -> tuple:
        return self.place, self.query

    @property
    def may_be_kept(self) -> bool:
        """Whoever brings nothing but an address is answered what everybody is."""
        return not (self.without_body or b"cookie" in self.headers or b"authorization" in self.headers)


def asked(scope) -> Asked | None:
    """None where the answer may be somebody's own, or where the address can be read in more than one way."""
    if scope["method"] not in ("GET", "HEAD") or len(scope["query_string"]) > LONGEST_QUERY or scope.get("root_path"):
        return None
    headers: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        if name in headers and name in (b"host", b"x-forwarded-proto", b"cookie"):
            return None
        headers[name] = value
    if b"host" not in headers or SESSION in headers.get(b"cookie", b""):
        return None
    try:
        query = scope["query_string"].decode("ascii")
    except UnicodeDecodeError:
        return None
    place = (headers[b"host"], headers.get(b"x-forwarded-proto", b""), scope["path"])
    return Asked(place, query, headers, scope["method"] == "HEAD")


class Known(NamedTuple):
    """What is public was so in this moment, by the clock."""

    version: tuple
    at: float

    def is_fresh(self, seconds: float) -> bool:
        return 0 <= time.time() - self.at < seconds

    @property
    def is_of_this_second(self) -> bool:
        return int(self.at) == int(time.time())


class Version:
    """Asked in a thread of its own, so that it waits for no page that takes long."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="version")
        self.known: Known | None = None
        self.asking: asyncio.Task | None = None

    async def now(self) -> Known | None:
        """None while the database does not answer."""
        known = self.known
        # Never from one second of the clock into the next: to its end a proxy in front keeps what it got
        if known is None or not (known.is_fresh(ASK_EVERY) and known.is_of_this_second):
            if self.asking is None:
                self.asking = asyncio.ensure_future(self._ask())
            await asyncio.shield(self.asking)
            known = self.known
        return known if known is not None and known.is_fresh(1) else None

    async def _ask(self) -> None:
        began = time.time()
        try:
            version = await asyncio.get_running_loop().run_in_executor(self.thread, _public_version)
            if self.known is None or version != self.known.version:
                # Each process remembers by itself where the site begins, and which words mean the same
                Site.clear_site_root_paths_cache()
                cache.delete(Synonyms.KEPT)
            self.known = Known(version, began) if version[0] is not None else None
        except DatabaseError:
            self.known = None
        finally:
            self.asking = None


def _public_version() -> tuple:
    """With the day, and what ends within one: some of what is public begins and ends so."""
    close_old_connections()
    try:
        return freshness.version(), timezone.localdate(), freshness.moment()
    except DatabaseError:
        connection.close()
        raise


class Ready:
    """`pages` answers what is not ready."""

    def __init__(self, pages) -> None:
        self.pages = pages
        self.version = Version()
        self.shelf = Shelf()
        self.making: dict[tuple, asyncio.Future] = {}

    async def __call__(self, scope, receive, send) -> None:
        question = asked(scope)
        if question is None or (known := await self.version.now()) is None:
            await self.pages(scope, receive, send)
            return
        page = self._find(question, known)
        if page is None and (making := self.making.get(question.key)):
            # Somebody has just asked for the same: once made it is there for all
            await asyncio.wait([making])
            if (later := await self.version.now()) is not None:
                known = later
                page = self._find(question, known)
        if page is not None:
            await page.send(question.headers, question.without_body, int(known.at), send)
        elif question.may_be_kept:
            await self._make(question, known, scope, receive, send)
        else:
            await self.pages(scope, receive, send)

    def _find(self, question: Asked, known: Known) -> Page | None:
        self.shelf.open(known.version)
        reads = self.shelf.reads(question.place)
        return None if reads is None else self.shelf.get(question.place, _read(question.query, reads))

    async def _make(self, question: Asked, known: Known, scope, receive, send) -> None:
        made = asyncio.get_running_loop().create_future()
        if self.shelf.reads(question.place) is not None:
            self.making[question.key] = made
            # Whoever has an older copy still leaves the whole page here for the others
            whole = [(name, value) for name, value in scope["headers"] if name != b"if-none-match"]
            scope = {**scope, "headers": whole}
        page = None
        try:
            response = await self.pages.response(scope, receive)
            if getattr(response, "is_for_everybody", False):
                self.shelf.learn(question.place, response.reads)
            if response is not None and is_for_everybody(response):
                # Packing it would hold everybody else up here
                page = await asyncio.get_running_loop().run_in_executor(self.pages.threads, Page.of, response)
                self.shelf.put(known.version, question.place, _read(question.query, response.reads), page)
        finally:
            if self.making.get(question.key) is made:
                del self.making[question.key]
            made.set_result(None)
        if page is not None:
            await page.send(question.headers, False, int(known.at), send)
        elif response is not None:
            await self.pages.send(response, send)


def is_for_everybody(response) -> bool:
    """Its view says so, and nothing that was done afterwards says otherwise."""
    return (
        getattr(response, "is_for_everybody", False)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Vary")
        and "public" in response.get("Cache-Control", "")
    )


def _read(query: str, reads: Iterable[str]) -> str:
    """The part of a query that its page reads, always written in the same way."""
    if not query:
        return ""
    return urlencode([pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] in reads])
