"""What is ready is the same for everybody, is never of yesterday, and is nobody's own."""

import asyncio
import gzip

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.db import DatabaseError, connections
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cms.models import CasePage, HomePage
from cms.views.answering import public
from config import kept, ready
from config.pages import Pages
from config.ready import Ready
from tests.factories.cms import case, lock, whole_tree
from tests.factories.members import FacilitatorFactory, OrganisationFactory, member_of
from tests.factories.salon import gathering_in

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]


class Answer:
    def __init__(self, start: dict, body: bytes) -> None:
        self.status, self.body = start["status"], body
        self.headers = {name.lower().decode(): value.decode() for name, value in start["headers"]}
        # By the clock
        self.until = self.headers.pop("x-accel-expires", None)

    @property
    def text(self) -> str:
        return self.body.decode()


class Process:
    """What one process answers, and how often Django was asked."""

    def __init__(self) -> None:
        self.pages = Pages()
        self.ready = Ready(self.pages)
        self.asked = 0
        answer = self.pages._answer

        def counted(scope, body):
            try:
                self.asked += 1
                return answer(scope, body)
            finally:
                connections.close_all()

        self.pages._answer = counted

    async def __call__(self, address: str, method: str = "GET", **headers: str) -> Answer:
        path, _, query = address.partition("?")
        sent = {"host": "testserver"} | {name.replace("_", "-"): value for name, value in headers.items()}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        }
        wire = ApplicationCommunicator(self.ready, scope)
        await wire.send_input({"type": "http.request", "body": b""})
        start, body, more = await wire.receive_output(20), b"", True
        while more:
            part = await wire.receive_output(20)
            body, more = body + part.get("body", b""), part.get("more_body", False)
        await wire.wait()
        return Answer(start, body)

    def later(self) -> None:
        """As if a second had passed."""
        self.ready.version.known = None

    def close(self) -> None:
        self.pages.threads.shutdown()
        self.ready.version.thread.submit(connections.close_all).result()
        self.ready.version.thread.shutdown()


@pytest.fixture
def site():
    whole_tree()
    case("えんがわのおちゃ", slug="tea", organisation=OrganisationFactory(code="one"), target_groups=["高齢者"])


@pytest.fixture
def process(site):
    made = Process()
    yield made
    made.close()


@pytest.fixture
def another(site):
    made = Process()
    yield made
    made.close()


async def test_a_page_is_made_once_and_is_the_same_to_a_byte(process):
    first, second = await process("/cases/tea/"), await process("/cases/tea/")
    assert "えんがわのおちゃ" in first.text and first.body == second.body and first.headers == second.headers
    assert process.asked == 1
    assert "public" in second.headers["cache-control"] and "content-security-policy" in second.headers


async def test_who_takes_it_packed_gets_the_same_packed(process):
    plain = await process("/")
    packed = await process("/", accept_encoding="gzip, br")
    assert gzip.decompress(packed.body) == plain.body and process.asked == 1
    assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert int(packed.headers["content-length"]) == len(packed.body) < len(plain.body)
    assert "content-encoding" not in (await process("/", accept_encoding="gzip;q=0")).headers


async def test_who_has_it_already_is_told_so(process):
    etag = (await process("/")).headers["etag"]
    for address, known, status in (("/", etag, 304), ("/", '"another"', 200), ("/about/", etag, 200)):
        for _ in range(2):
            answer = await process(address, if_none_match=known)
            assert answer.status == status
            assert bool(answer.body) == (status == 200)
            assert "etag" in answer.headers and "content-security-policy" in answer.headers
    # The first one to ask for a page had an older copy, and left the whole one for the others
    assert process.asked == 2


async def test_who_comes_with_a_copy_before_anybody_else_is_told_so_by_django(process):
    etag = (await process("/")).headers["etag"]
    process.ready.shelf.version, process.ready.shelf._reads = None, {}
    for asked in (2, 3, 3):
        assert (await process("/", if_none_match=etag)).status == 304
        assert process.asked == asked


async def test_a_head_is_what_the_page_has_without_the_page(process):
    assert (await process("/about/", "HEAD")).status == 200
    page = await process("/about/")
    head = await process("/about/", "HEAD")
    assert (head.body, head.headers) == (b"", page.headers)


class TestNobodysOwn:
    async def test_who_has_a_session_is_answered_by_django_and_leaves_nothing(self, process):
        for path in ("/", "/cases/tea/"):
            await process(path, cookie="sessionid=x")
            await process(path, cookie="csrftoken=y; sessionid=x")
        assert process.asked == 4
        await process("/")
        assert process.asked == 5

    async def test_who_brings_any_cookie_leaves_nothing_but_may_take(self, process):
        await process("/about/", cookie="csrftoken=y")
        await process("/about/")
        assert process.asked == 2
        await process("/about/", cookie="csrftoken=y")
        assert process.asked == 2

    async def test_who_brings_a_password_leaves_nothing(self, process):
        await process("/about/", authorization="Basic eDp5")
        await process("/about/")
        assert process.asked == 2

    async def test_what_nobody_calls_public_is_never_kept(self, process):
        for path in ("/contact/", "/join/", "/signin/", "/salon/", "/admin/", "/none/", "/healthz", "/cases", "/me/"):
            asked = process.asked
            answers = [await process(path) for _ in range(2)]
            assert process.asked == asked + 2, path
            assert answers[1].until is None, path
        assert not process.ready.shelf._pages

    async def test_forms_have_tokens_of_their_own(self, process):
        tokens = {(await process("/contact/")).headers["set-cookie"] for _ in range(2)}
        assert len(tokens) == 2

    async def test_a_post_is_never_answered_with_a_page(self, process):
        await process("/")
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            await process("/", method)
        assert process.asked == 5

    async def test_a_page_of_the_salon_is_not_there_for_the_next_one(self, process):
        person = await sync_to_async(_somebody)()
        own = await process("/salon/", cookie=f"sessionid={person}")
        assert own.status == 200 and "会員の名前" in own.text
        assert (await process("/salon/")).status == 302

    async def test_what_a_lock_hides_is_gone_and_comes_for_nobody_else(self, process):
        assert (await process("/cases/tea/")).status == 200
        await sync_to_async(_lock_the_case)()
        process.later()
        assert (await process("/cases/tea/")).status == 302
        person = await sync_to_async(_somebody)()
        assert "えんがわのおちゃ" in (await process("/cases/tea/", cookie=f"sessionid={person}")).text
        answer = await process("/cases/tea/")
        assert answer.status == 302 and "えんがわのおちゃ" not in answer.text

    async def test_a_view_that_looks_at_who_reads_is_found_out(self, process, monkeypatch):
        def show(page, request):
            return HttpResponse(f"<p>{request.user}</p>")

        monkeypatch.setattr(HomePage, "show", public(show))
        await process("/")
        await process("/")
        assert process.asked == 2 and not process.ready.shelf._pages

    async def test_a_view_that_sets_a_cookie_is_found_out(self, process, monkeypatch):
        def show(page, request):
            response = HttpResponse("x")
            response.set_cookie("seen", "1")
            return response

        monkeypatch.setattr(HomePage, "show", public(show))
        await process("/")
        assert not process.ready.shelf._pages

    async def test_nothing_but_the_address_decides(self, process):
        page = await process("/cases/")
        process.ready.shelf.version = None
        strange = {
            "user_agent": "<b>x</b>",
            "accept_language": "en",
            "referer": "http://elsewhere/",
            "x_forwarded_for": "10.0.0.1",
            "x_forwarded_host": "elsewhere",
        }
        assert (await process("/cases/", **strange)).body == page.body
        assert process.asked == 2


class TestAddresses:
    async def test_what_the_page_reads_makes_another_page_and_nothing_else_does(self, process):
        everything = await process("/cases/")
        assert (await process("/cases/?utm_source=line&fbclid=abc")).body == everything.body
        assert process.asked == 1
        nothing = await process("/cases/?q=zzz")
        assert "まだありません" in nothing.text
        assert process.asked == 2
        assert (await process("/cases/?utm_source=line&q=zzz")).body == nothing.body
        assert process.asked == 2
        assert "まだありません" in (await process("/cases/?q=tea&q=zzz")).text
        assert process.asked == 3

    async def test_what_does_not_belong_there_is_not_carried_along(self, process, monkeypatch):
        monkeypatch.setattr("cms.views.listing.A_PAGE", 1)
        await sync_to_async(case)("もうひとつ")
        text = (await process("/cases/?utm_source=line")).text
        assert "page=2" in text and "utm_source" not in text

    async def test_each_host_and_each_way_there_has_its_own(self, process, settings):
        for headers in ({"host": "localhost"}, {"host": "127.0.0.1"}, {"x_forwarded_proto": "https"}):
            assert (await process("/", **headers)).status == 200
        assert process.asked == 3
        assert (await process("/", host="elsewhere")).status == 400
        assert len(process.ready.shelf._pages) == 3

    async def test_memory_is_bounded_and_what_is_read_stays(self, process, monkeypatch):
        page = await process("/about/")
        size = next(iter(process.ready.shelf._pages.values())).size
        monkeypatch.setattr(kept, "MOST_BYTES", size * 4)
        for number in range(20):
            await process(f"/cases/?page={number}")
            await process("/about/")
            assert process.ready.shelf.bytes <= size * 4
        assert process.asked == 21
        assert process.ready.shelf.bytes == sum(one.size for one in process.ready.shelf._pages.values())
        monkeypatch.setattr(kept, "LARGEST", 10)
        process.ready.shelf.version = None
        assert (await process("/about/")).body == page.body
        assert not process.ready.shelf._pages

    async def test_an_address_without_end_is_not_remembered(self, process):
        assert (await process(f"/cases/?q={'x' * 2000}")).status == 200
        assert not process.ready.shelf._pages


class TestFresh:
    async def test_a_change_is_seen_by_every_process(self, process, another):
        for one in (process, another):
            assert ">えんがわのおちゃ<" in (await one("/cases/")).text
        await sync_to_async(_rename_the_case)()
        for one in (process, another):
            one.later()
            text = (await one("/cases/")).text
            assert ">どまのおちゃ<" in text and ">えんがわのおちゃ<" not in text
            assert one.asked == 2

    async def test_it_asks_again_before_a_second_has_passed(self, process, monkeypatch):
        clock = [1_000_000.1]
        monkeypatch.setattr("time.time", lambda: clock[0])
        asked = []
        real = ready._public_version
        monkeypatch.setattr(ready, "_public_version", lambda: asked.append(clock[0]) or real())
        for at in (0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 0.95, 1.01, 1.1, 0.5):
            clock[0] = 1_000_000 + at
            await process("/about/")
        # A quarter of a second later, with each new second of the clock, and when somebody has set it back
        assert [round(at - 1_000_000, 2) for at in asked] == [0.1, 0.4, 0.8, 1.01, 0.5]
        assert process.asked == 1

    async def test_a_proxy_may_keep_it_to_the_end_of_the_second(self, process, monkeypatch):
        monkeypatch.setattr("time.time", lambda: 1_000_000.9)
        for _ in range(2):
            assert (await process("/about/")).until == "@1000000"

    async def test_what_changed_while_a_page_was_made_is_not_kept(self, process, monkeypatch):
        answer = process.pages._answer

        def meanwhile(scope, body):
            response = answer(scope, body)
            if process.asked == 1:
                _rename_the_case()
                connections.close_all()
            return response

        process.pages._answer = meanwhile
        assert "えんがわのおちゃ" in (await process("/cases/tea/")).text
        process.later()
        assert "どまのおちゃ" in (await process("/cases/tea/")).text

    async def test_a_new_day_is_another_version(self, process, monkeypatch):
        await process("/organisations/one/")
        monkeypatch.setattr("config.ready.timezone.localdate", lambda: "tomorrow")
        process.later()
        await process("/organisations/one/")
        assert process.asked == 2

    async def test_a_gathering_that_has_ended_is_not_told_of_any_more(self, process, monkeypatch):
        gathering = await sync_to_async(gathering_in)(None, await sync_to_async(FacilitatorFactory)(), is_public=True)
        for _ in range(2):
            assert gathering.title in (await process("/")).text
        # On the same day, and nothing else has changed
        today, later = timezone.localdate(), gathering.ends
        monkeypatch.setattr("config.ready.timezone.localdate", lambda: today)
        monkeypatch.setattr("django.utils.timezone.now", lambda: later)
        process.later()
        assert gathering.title not in (await process("/")).text

    async def test_while_the_database_does_not_answer_nothing_is_shown_from_here(self, process, monkeypatch):
        await process("/about/")

        def away():
            raise DatabaseError

        monkeypatch.setattr("cms.freshness.version", away)
        process.later()
        await process("/about/")
        monkeypatch.undo()
        await process("/about/")
        assert process.asked == 2

    async def test_while_the_database_raises_no_number_nothing_is_kept(self, process, monkeypatch):
        monkeypatch.setattr("cms.freshness.version", lambda: None)
        await process("/about/")
        await process("/about/")
        assert process.asked == 2

    async def test_when_many_ask_at_once_it_is_made_once(self, process):
        await process("/about/")
        await sync_to_async(_rename_the_case)()
        process.later()
        answers = await asyncio.gather(*(process("/about/") for _ in range(10)))
        assert {answer.status for answer in answers} == {200} and process.asked == 2


def _somebody() -> str:
    client = Client()
    client.force_login(member_of(OrganisationFactory(), name="会員の名前"))
    connections.close_all()
    return client.cookies["sessionid"].value


def _lock_the_case() -> None:
    lock(CasePage.objects.get(slug="tea"))


def _rename_the_case() -> None:
    page = CasePage.objects.get(slug="tea")
    page.title = "どまのおちゃ"
    page.save_revision().publish()
