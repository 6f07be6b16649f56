"""What makes no sense, for every address, asked by somebody who gets in nearly everywhere."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from members.models import Person
from tests.factories.members import member_of
from tests.who_may.doors import Visit, fill
from tests.who_may.table import admin
from tests.who_may.world import World

Request = tuple[str, str, Any, dict[str, Any]]
EVERYTHING = "everything at once"

HUGE = "9" * 40
LONG = "あ" * 10_000
LONG_PART = "x" * 10_000
# By what the pattern lets through, and a little more
IN_A_PATH = {
    "int": [HUGE, "9223372036854775808", "0", "-1", "%00"],
    "slug": [HUGE, LONG_PART, "-1", "%ff"],
    "uuid": ["00000000-0000-0000-0000-000000000000", "%00"],
    "str": [HUGE, "-1", "%00", "%ff", "%ed%a0%80", "..%2f..%2fetc", LONG_PART, "a%0d%0ab"],
}
CONVERTED = re.compile(r"<(?:(\w+):)?(\w+)>")
TEXTS = [
    "\x00",
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
    LONG,
    HUGE,
    "\r\nX: y",
    "NaN",
    "\u202e",
]
NAMES = [
    "after", "before", "seq", "page", "p", "q", "kind", "about", "group", "block", "theme", "target", "approach", "prefecture",
    "founded", "size", "office", "ties", "tag", "next", "organisation", "all", "sent",
]  # fmt: skip
HEADERS = [
    {"HTTP_RANGE": "bytes=9-1,abc"},
    {"HTTP_RANGE": "bytes=" + "0-1," * 2000},
    {"HTTP_ACCEPT": ";;;,q=x/*,,"},
    {"HTTP_ACCEPT": "a/b;q=" + "9" * 500},
    {"HTTP_ACCEPT_LANGUAGE": "x" * 5000},
    {"HTTP_IF_MODIFIED_SINCE": "yesterday"},
    {"HTTP_IF_NONE_MATCH": '"a" W/b,,*'},
    {"HTTP_IF_MATCH": "\xff"},
    {"HTTP_IF_UNMODIFIED_SINCE": "Thu, 99 Foo 99999 99:99:99 GMT"},
    {"HTTP_COOKIE": "sessionid=\xff\x01; csrftoken=" + "x" * 5000},
    {"HTTP_COOKIE": "sessionid=" + "../" * 20 + "; messages=[[]]; =; ;;"},
    {"HTTP_REFERER": "http://[::1"},
    {"HTTP_ORIGIN": "null"},
    {"HTTP_X_FORWARDED_FOR": "\xff, , 999.999.999.999"},
    {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
]
FORM = {"content_type": "application/x-www-form-urlencoded"}


def everything(world: World) -> None:
    """Member, facilitator, editor and administrator in one, so that nonsense comes as far as it can."""
    if EVERYTHING not in world.sessions or not Person.objects.filter(email="everything@example.org").exists():
        person = member_of(
            world.own.organisation,
            administrator=True,
            email="everything@example.org",
            is_facilitator=True,
            is_editor=True,
            is_administrator=True,
        )
        world.sessions[EVERYTHING] = world.session_of(person)


def addresses(visits: list[Visit], admin_routes: list[str], world: World) -> Iterator[Request]:
    """Each parameter of an address replaced by what makes no sense."""
    for visit in ours(visits):
        parts = visit.door.own(world) if visit.door.own else {}
        if isinstance(parts, str):
            for nonsense in IN_A_PATH["str"]:
                yield "get", f"/{parts}{nonsense}/", None, {}
                yield "get", f"/{parts.rpartition('/')[0].rpartition('/')[0]}/{nonsense}/{nonsense}", None, {}
            continue
        for kind, name in CONVERTED.findall(visit.door.route):
            for nonsense in IN_A_PATH.get(kind, IN_A_PATH["str"]):
                address = visit.door.address({**parts, name: nonsense})
                yield "get", address, None, {}
                if visit.post:
                    yield "post", address, {"body": "文", "title": "題"}, {}
    for route in admin_routes:
        for kind, name in () if route.startswith(admin.COMPARE) else CONVERTED.findall(route):
            parts = {name: admin.part(route, name, world) for _kind, name in CONVERTED.findall(route)}
            parts[name] = HUGE if kind == "int" else "%ed%a0%80"
            yield "get", "/" + fill(route, parts), None, {}


def ours(visits: list[Visit]) -> list[Visit]:
    """One of each door: there is more behind it."""
    return [visit for visit in visits if visit.whose in ("", "own")]


def queries(visits: list[Visit], pages: Iterable, world: World) -> Iterator[Request]:
    """Every name that some address reads, with what makes no sense, once and as an array."""
    paths = {
        visit.path.partition("?")[0] for visit in ours(visits) if visit.get and not visit.path.startswith("/admin/")
    }
    paths |= {page(world) for page in pages}
    raw = ["%00", "%ff", "%ed%a0%80", HUGE, "-1", "%EF%BC%91", "x" * 3000, "%zz%27%22%3C"]
    for path in sorted(paths):
        for value in raw:
            yield "get", path + "?" + "&".join(f"{name}={value}" for name in NAMES), None, {}
        yield "get", path + "?" + "&".join(f"{name}=1&{name}=2&{name}[]=3&{name}[a]=4" for name in NAMES), None, {}
        yield "get", path + "?" + "q=" + "%E3%81%82+" * 1000, None, {}
        yield "get", path + "?&&=&=1&?&%", None, {}


def forms(visits: list[Visit], pages: Iterable[str]) -> Iterator[Request]:
    """Every field that a form reads, with what makes no sense; bodies that are no form at all."""
    targets = {visit.path: visit.data for visit in ours(visits) if visit.post and not visit.path.startswith("/admin/")}
    targets |= {page: {"name": "名", "email": "a@example.org", "body": "文"} for page in pages}
    always = {"body": "文", "title": "題", "key": "key-12345678", "name": "名", "email": "a@example.org", "code": "1"}
    for path, data in targets.items():
        fields = {**always, **data}
        for text in TEXTS:
            yield "raw", path, _urlencoded(dict.fromkeys(fields, text)), FORM
        for name in data:
            for text in ("\x00", HUGE):
                yield "raw", path, _urlencoded({**fields, name: text}), FORM
        yield "post", path, {name: SimpleUploadedFile("a.bin", b"\xff\x00") for name in fields}, {}
        yield "post", path, {name: ["1", "2"] for name in fields}, {}
        for body, content_type in _no_forms(fields):
            yield "raw", path, body, {"content_type": content_type}


def _no_forms(fields: dict[str, Any]) -> list[tuple[Any, str]]:
    return [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"a=1", "application/x-www-form-urlencoded; charset=nonsense"),
        (json.dumps(fields, default=str), "application/json"),
        (b"[" * 5000, "application/json"),
        (b"\xff\xfe\x00", "text/plain; charset=utf-16"),
        (b"a=1", "\xff"),
    ]


def _urlencoded(fields: dict[str, Any]) -> bytes:
    from urllib.parse import quote_from_bytes

    def quoted(text: Any) -> str:
        return quote_from_bytes(text if isinstance(text, bytes) else str(text).encode())

    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in fields.items()).encode()


def methods_and_headers(visits: list[Visit], pages: Iterable, world: World) -> Iterator[Request]:
    """Methods everywhere; headers, which are read before a view is, at one address of each kind."""
    paths = {visit.path for visit in ours(visits) if not visit.path.startswith("/admin/")} | {
        page(world) for page in pages
    }
    for path in sorted(paths):
        for method in ("put", "delete", "options", "head"):
            yield method, path, None, {}
    topic = f"/salon/rooms/{world.own.room.slug}/topics/{world.own.topic.pk}/"
    files = [world.site.document.url, world.site.rendition.url]
    for path in ("/", "/cases/", "/healthz", "/signin/", "/me/", "/salon/", topic, "/admin/", "/robots.txt", *files):
        for headers in HEADERS:
            yield "get", path, None, headers
            if path == topic:
                yield "post", path, {"body": "文", "key": "key-12345678"}, headers
