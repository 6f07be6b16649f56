"""Pages as bytes in the memory of this process, within a bound."""

import gzip
from collections import OrderedDict
from dataclasses import dataclass

MOST_BYTES = 32 * 1024**2
LARGEST = 1024**2  # bytes of one page
BESIDE = 2000  # bytes that a page takes beside its own, roughly
MOST_PLACES = 10_000

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Page:
    """One answer, plain and packed, with its headers for either, and for who has it already."""

    body: bytes
    packed: bytes
    headers: Headers
    packed_headers: Headers
    unchanged_headers: Headers
    etag: bytes

    @classmethod
    def of(cls, response) -> "Page":
        body = response.content
        packed = gzip.compress(body, 6, mtime=0)
        etag = response["ETag"].removeprefix("W/").encode("ascii")
        length = {"content-length", "etag"}
        common = [
            (name.encode("ascii"), value.encode("latin1"))
            for name, value in response.items()
            if name.lower() not in length
        ]
        # The two are the same to a reader, not to a byte
        common += [(b"Vary", b"Accept-Encoding"), (b"ETag", b"W/" + etag)]
        return cls(
            body,
            packed,
            [*common, (b"Content-Length", str(len(body)).encode())],
            [*common, (b"Content-Encoding", b"gzip"), (b"Content-Length", str(len(packed)).encode())],
            [one for one in common if one[0].lower() != b"content-type"],
            etag,
        )

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed) + BESIDE

    async def send(self, asked: dict[bytes, bytes], without_body: bool, second: int, send) -> None:
        """`second` of the clock, to whose end a proxy may answer with it."""
        if (known := asked.get(b"if-none-match")) and (known == b"*" or self.etag in known):
            status, headers, body = 304, self.unchanged_headers, b""
        elif _takes_gzip(asked.get(b"accept-encoding", b"")):
            status, headers, body = 200, self.packed_headers, self.packed
        else:
            status, headers, body = 200, self.headers, self.body
        until = (b"X-Accel-Expires", b"@%d" % second)
        await send({"type": "http.response.start", "status": status, "headers": [*headers, until]})
        await send({"type": "http.response.body", "body": b"" if without_body else body})


def _takes_gzip(accepted: bytes) -> bool:
    return b"gzip" in accepted and b"gzip;q=0" not in accepted.replace(b" ", b"")


class Shelf:
    """Pages of one version, those that were asked for last. With another version it is empty."""

    def __init__(self) -> None:
        self.version: tuple | None = None
        self.bytes = 0
        self._pages: OrderedDict[tuple, Page] = OrderedDict()
        self._reads: dict[tuple, frozenset[str]] = {}

    def open(self, version: tuple) -> None:
        if version != self.version:
            self.version, self.bytes = version, 0
            self._pages.clear()

    def reads(self, place: tuple) -> frozenset[str] | None:
        """Which parameters of the address the page there reads; None where no page is known that may be kept."""
        return self._reads.get(place)

    def learn(self, place: tuple, reads: frozenset[str]) -> None:
        if len(self._reads) >= MOST_PLACES:
            self._reads.clear()
        self._reads[place] = reads

    def get(self, place: tuple, query: str) -> Page | None:
        page = self._pages.get((place, query))
        if page is not None:
            self._pages.move_to_end((place, query))
        return page

    def put(self, version: tuple, place: tuple, query: str, page: Page) -> None:
        """`version` was asked before the page was made. One of another version is not put."""
        if version != self.version or page.size > LARGEST:
            return
        if (old := self._pages.pop((place, query), None)) is not None:
            self.bytes -= old.size
        self._pages[place, query] = page
        self.bytes += page.size
        while self.bytes > MOST_BYTES:
            _, gone = self._pages.popitem(last=False)
            self.bytes -= gone.size
