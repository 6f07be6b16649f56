"""Pages over ASGI as a server asks for them: in a thread, static files beside them, nothing left over for the next."""

import asyncio
import threading
import time

import pytest
from asgiref.testing import ApplicationCommunicator
from django.core import signals
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.urls import path
from django.utils import translation

from config import urls as real
from config.pages import Pages


def said(request):
    return HttpResponse(request.body + threading.current_thread().name.encode())


def in_english(request):
    before = translation.get_language()
    translation.activate("en")
    return HttpResponse(before)


def in_parts(request):
    return StreamingHttpResponse(iter([b"one ", b"two"]))


def slow(request):
    time.sleep(0.1)
    return HttpResponse()


def broken(request):
    raise RuntimeError


urlpatterns = [
    path("said/", said),
    path("english/", in_english),
    path("parts/", in_parts),
    path("broken/", broken),
    path("slow/", slow),
    *real.urlpatterns,  # pages of errors lead on into the site
]
pytestmark = [pytest.mark.asyncio, pytest.mark.urls(__name__), pytest.mark.django_db(transaction=True)]


async def ask(pages, address: str, body: bytes = b"") -> tuple[int, bytes, dict]:
    scope = {
        "type": "http",
        "method": "POST" if body else "GET",
        "path": address,
        "query_string": b"",
        "headers": [(b"host", b"testserver"), (b"content-length", str(len(body)).encode())],
    }
    wire = ApplicationCommunicator(pages, scope)
    await wire.send_input({"type": "http.request", "body": body})
    start = await wire.receive_output(5)
    content, more = b"", True
    while more:
        part = await wire.receive_output(5)
        content, more = content + part.get("body", b""), part.get("more_body", False)
    await wire.wait()
    return start["status"], content, dict(start["headers"])


@pytest.fixture
def pages(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "tried.css").write_text("p {}")
    made = Pages()
    yield made
    made.threads.shutdown()


async def test_a_page_is_answered_in_a_thread_of_its_own_kind(pages):
    status, content, headers = await ask(pages, "/said/", b"")
    assert (status, content[:5]) == (200, b"pages")
    assert b"X-Content-Type-Options" in headers


async def test_one_request_leaves_no_language_behind(pages):
    assert [(await ask(pages, "/english/"))[1] for _ in range(20)] == [b"ja"] * 20


async def test_what_comes_in_parts_goes_out_whole(pages):
    assert (await ask(pages, "/parts/"))[:2] == (200, b"one two")


async def test_what_breaks_is_answered_too(pages):
    pages.raise_request_exception = False
    assert (await ask(pages, "/broken/"))[0] == 500


async def test_static_files_need_no_thread_and_have_the_same_safe_headers(pages):
    status, content, headers = await ask(pages, "/static/tried.css")
    assert (status, content) == (200, b"p {}")
    assert {name.lower() for name in headers} >= {b"x-content-type-options", b"cache-control"}


async def test_a_static_file_that_is_not_there_is_a_page(pages):
    assert (await ask(pages, "/static/none.css"))[0] == 404


async def test_who_answers_that_gives_back_its_own_connection(pages, monkeypatch):
    at = []
    answer = pages.get_response

    def answered(request):
        at.append(threading.get_ident())
        return answer(request)

    def finished(**_):
        at.append(threading.get_ident())

    monkeypatch.setattr(pages, "get_response", answered)
    # Nobody who is there already takes what comes next
    monkeypatch.setattr(pages.threads, "_idle_semaphore", threading.Semaphore(0))
    signals.request_finished.connect(finished)
    try:
        await ask(pages, "/static/none.css")
    finally:
        signals.request_finished.disconnect(finished)
    assert at == [at[0]] * 2


async def test_more_than_can_wait_are_told_so_in_words_and_the_others_are_served(pages, monkeypatch):
    monkeypatch.setattr("config.pages.MOST_WAITING", 2)
    answers = await asyncio.gather(*(ask(pages, "/slow/") for _ in range(6)))
    assert sorted(status for status, *_ in answers) == [200, 200, 503, 503, 503, 503]
    [refused] = {content for status, content, _ in answers if status == 503}
    assert "混み合っています" in refused.decode()
    lengths = {headers[b"Content-Length"] for status, _, headers in answers if status == 503}
    assert lengths == {str(len(refused)).encode()}
    assert (await ask(pages, "/said/"))[0] == 200


async def test_an_address_that_was_found_in_one_language_is_looked_for_anew_in_another(pages):
    def found(language: str) -> str:
        with translation.override(language):
            return pages.resolve_request(RequestFactory().get("/en/gatherings/")).view_name

    assert [found(language) for language in ("en", "ja", "en")] == [
        "public_gatherings:home",
        "wagtail_serve",
        "public_gatherings:home",
    ]


async def test_who_works_behind_the_pages_is_told_when_none_is_answered(pages):
    at = [pages.idle.is_set()]
    slow = asyncio.gather(*(ask(pages, "/slow/") for _ in range(2)))
    await asyncio.sleep(0.05)
    at.append(pages.idle.is_set())
    await slow
    assert [*at, pages.idle.is_set()] == [True, False, True]
