"""What an answer tells: whether somebody was let in, what it reveals, and whether a browser may trust it."""

import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test.client import RedirectCycleError

from tests.who_may.doors import Visit
from tests.who_may.roles import NOBODY, STRANGER
from tests.who_may.world import WORD, World

REFUSALS = {403, 404, 405, 410}
# Elements whose src or href a browser fetches by itself
FETCHES = {"script", "img", "iframe", "source", "video", "audio", "embed", "object", "input", "use", "track"}
FETCHED_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "manifest",
    "apple-touch-icon",
    "prefetch",
    "preconnect",
}
# What Wagtail gives documents, and rooms their files: nothing in them is fetched or run
NOTHING_AT_ALL = {"default-src 'none'", "default-src 'none'; sandbox"}
POINTS = {"for", "form", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"}
POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
}


WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"(\w+)\"", re.I)
# Who is here, and that something changed: written by whoever comes
NOBODYS = {"django_session", "members_accessversion"}


@contextmanager
def undone():
    """Whatever happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def writes():
    """The tables that are written to inside."""
    tables: set[str] = set()

    def note(execute, sql, params, many, context):
        if (match := WRITES.match(sql)) and match[1] not in NOBODYS:
            tables.add(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


def ask(world: World, role: str, method: str, path: str, data=None, **headers):
    """One answer, read to its end. What it changed is undone, what it counted forgotten."""
    cache.clear()
    with undone(), writes() as tables:
        client = world.client(role)
        if method == "raw":  # a POST of bytes as they are
            answer = client.generic("POST", path, data, **headers)
        else:
            answer = getattr(client, method)(path, data, **headers)
        whole = answer.getvalue() if answer.streaming else answer.content
        answer.body = whole.decode(errors="replace")
        answer.changed = world.changed_for_others() if tables and role in world.people else []
    return answer


@dataclass(frozen=True)
class Seen:
    """What a role was answered at one address."""

    visit: Visit
    role: str
    method: str
    answer: Any

    @property
    def may(self) -> bool:
        return self.role in ((self.visit.get if self.method == "get" else self.visit.post) or NOBODY)

    def __str__(self) -> str:
        place = self.answer.get("Location", "")
        return f"{self.method} {self.visit.path} ({self.visit.whose or 'no object'}) as {self.role}: {self.answer.status_code} {place}"


def walk(world: World, role: str, visits: list[Visit]) -> list[Seen]:
    """Every address by GET and by POST."""
    return [
        Seen(visit, role, method, ask(world, role, method, visit.path, visit.data if method == "post" else None))
        for visit in visits
        for method in ("get", "post")
    ]


def is_refusal(answer) -> bool:
    """The way back to the door, no, or nothing here."""
    if answer.status_code in (301, 302, 303, 307, 308):
        place = answer["Location"].partition("?")[0]
        return place in ("/signin/", "/admin/", "/admin/login/")
    return answer.status_code in REFUSALS


def is_a_dead_key(one: Seen) -> bool:
    """A mailed link that is wrong says so, the same to everybody."""
    return bool(one.visit.door.tells) and one.visit.whose != "own" and one.answer.status_code in (404, 410)


def is_kept_nowhere(answer) -> bool:
    return "no-store" in answer.get("Cache-Control", "") or "private" in answer.get("Cache-Control", "")


def said(answer) -> str:
    """Body and headers, as far as they do not repeat the address that was asked for."""
    headers = "\n".join(value for name, value in answer.items() if name != "Location")
    cookies = answer.cookies.output()
    return f"{answer.body}\n{headers}\n{cookies}".lower()


def leaks(world: World, role: str, answer, tells: tuple[str, ...] = ()) -> list[str]:
    """Words that this role may not read; in a refusal there is none at all."""
    # Ones own name stands above every page
    told = {f"zq-{name}-qz" for name in (*tells, f"name-{role.replace(' ', '-')}")}
    found = sorted(word for word in set(WORD.findall(said(answer))) & world.secrets.keys() if word not in told)
    return found if is_refusal(answer) else [word for word in found if role not in world.secrets[word]]


def fault(answer) -> str:
    """The exception behind a 500."""
    info = getattr(answer, "exc_info", None)
    return f"{answer.status_code}: {info[1]!r}" if info else f"{answer.status_code}"


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.points: set[tuple[str, str]] = set()  # attribute and id

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if "id" in values:
            self.ids[values["id"]] += 1
        self.points |= {(name, one) for name in POINTS & values.keys() for one in (values[name] or "").split()}
        if tag == "style":
            self.faults.append("<style>")
        if (
            tag == "script"
            and not values.get("src")
            and values.get("type") not in ("application/json", "application/ld+json")
        ):
            self.faults.append("<script> without src")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"<{tag} {name}=…>")
            if (value or "").strip().lower().startswith("javascript:"):
                self.faults.append(f"<{tag} {name}={value}>")
        for place in self._fetched(tag, values):
            if re.match(r"(?:[a-z][a-z0-9+.-]*:|//)", place.strip(), re.I) and not place.startswith(
                ("data:", "http://testserver/")
            ):
                self.faults.append(f"<{tag}> fetches {place}")

    def _fetched(self, tag, values):
        if tag in FETCHES:
            yield from (values[name] for name in ("src", "href", "poster", "data") if values.get(name))
            yield from (part.split()[0] for part in (values.get("srcset") or "").split(",") if part.strip())
        if tag == "link" and FETCHED_LINKS & set((values.get("rel") or "").split()):
            yield values.get("href") or ""


def _page(answer) -> _Page:
    """The answer taken apart, once; of what is no page nothing."""
    if not hasattr(answer, "page"):
        answer.page = _Page()
        if answer.get("Content-Type", "").startswith("text/html"):
            answer.page.feed(answer.body)
    return answer.page


def inline_and_foreign(answer) -> list[str]:
    """What a strict policy would stop in this page."""
    return _page(answer).faults


def policy_faults(answer) -> list[str]:
    """How the policy of this answer differs from ours."""
    if answer.get("Content-Security-Policy") in NOTHING_AT_ALL:
        return []
    sent = {}
    for part in filter(str.strip, answer.get("Content-Security-Policy", "").split(";")):
        name, *values = part.split()
        sent[name] = set(values)
    faults = [f"{name}: {sent.get(name)}" for name, values in POLICY.items() if sent.get(name) != values]
    loose = [
        name for name, values in sent.items() if any(value.startswith(("'unsafe", "http", "*")) for value in values)
    ]
    return faults + loose


# --- what must hold for every answer of site and salon to a role


def opens_otherwise(world: World, seen: list[Seen]):
    for one in seen:
        if is_refusal(one.answer) == one.may and not is_a_dead_key(one):
            yield f"{one}, which the table {'opens' if one.may else 'does not open'}"


def stumbles(world: World, seen: list[Seen]):
    return (f"{one}: {fault(one.answer)}" for one in seen if one.answer.status_code >= 500)


def tells(world: World, seen: list[Seen]):
    for one in seen:
        if words := leaks(world, one.role, one.answer, one.visit.door.tells):
            yield f"{one}: {words}"


def shows_nothing(world: World, seen: list[Seen]):
    """Otherwise the words that must not leak would prove nothing."""
    for one in seen:
        word = f"zq-{one.visit.door.shows}-qz"
        own = one.visit.whose in ("", "own") and one.method == "get" and one.may
        if one.visit.door.shows and own and (word not in world.secrets or word not in said(one.answer)):
            yield f"{one}: no {word}"


def changes(world: World, seen: list[Seen]):
    for one in seen:
        if one.answer.changed and not (one.may and one.visit.whose not in ("", "own")):
            yield f"{one}: {one.answer.changed}"


def leads_in_circles(world: World, seen: list[Seen]):
    for one in seen:
        if one.role != STRANGER and one.answer.status_code == 302 and is_refusal(one.answer):
            try:
                with undone():
                    answer = world.client(one.role).get(one.answer["Location"], follow=True)
            except RedirectCycleError:
                yield f"{one}"
            else:
                if answer.status_code not in (200, 403, 404):
                    yield f"{one}, and from there {answer.status_code}"


def is_not_strict(world: World, seen: list[Seen]):
    for one in seen:
        if not one.visit.path.startswith("/admin/"):
            yield from (f"{one}: {what}" for what in policy_faults(one.answer) + inline_and_foreign(one.answer))


def points_astray(world: World, seen: list[Seen]):
    """A label without its field, a button without its form. The whole of HTML is looked at by `make markup`."""
    for one in seen:
        if not one.visit.path.startswith("/admin/"):
            page = _page(one.answer)
            yield from (f"{one}: id {name} stands {number} times" for name, number in page.ids.items() if number > 1)
            yield from (f"{one}: {name}={to} leads nowhere" for name, to in page.points if to not in page.ids)


def may_be_kept(world: World, seen: list[Seen]):
    for one in seen:
        if one.answer.status_code == 200 and not one.visit.is_public and not is_kept_nowhere(one.answer):
            yield f"{one}: Cache-Control {one.answer.get('Cache-Control')}"


RULES = {
    "A door opens for those who may and for nobody else": opens_otherwise,
    "No address stumbles": stumbles,
    "Nobody is told what is not theirs": tells,
    "Behind a door is what is one's own": shows_nothing,
    "A POST changes nothing of those it is not about": changes,
    "No refusal leads in circles": leads_in_circles,
    "The policy is strict, nothing is inline or from elsewhere": is_not_strict,
    "What a page points at is on it, once": points_astray,
    "What is somebody's is kept by no cache": may_be_kept,
}
