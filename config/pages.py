"""Pages for ASGI, each answered in one thread from beginning to end.

Django's own handler changes threads at every middleware, on the way in and out, and makes a new thread with a new database
connection for each request. None of our views waits for anything but the database: a few threads that stay answer more.
"""

import asyncio
import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache, partial

from django.conf import settings
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.template.loader import render_to_string
from django.urls import ResolverMatch, URLResolver, get_resolver, set_script_prefix
from django.utils.translation import get_language
from servestatic.middleware import ServeStaticMiddleware

THREADS = 8
MOST_WAITING = 200  # requests that wait for a thread; who comes then is told to try again, and the others are served


def _too_busy() -> HttpResponse:
    page = _too_busy_page()
    # No middleware has a hand in it that would say how long it is
    headers = {"Retry-After": "5", "Cache-Control": "no-store", "Content-Length": str(len(page))}
    return HttpResponse(page, status=503, headers=headers)


@cache
def _too_busy_page() -> bytes:
    return render_to_string("503.html").encode()


@lru_cache(maxsize=500)
def _match(resolver: URLResolver, path: str, language: str | None) -> ResolverMatch:
    return resolver.resolve(path)


class Pages(ASGIHandler):
    """Our views, and static files beside them, which need no thread."""

    def __init__(self) -> None:
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="pages")
        self.waiting = 0
        # While nobody waits; for threads that work behind the pages
        self.idle = threading.Event()
        self.idle.set()
        self.files = SecurityMiddleware(ServeStaticMiddleware(self._page_of))

    async def __call__(self, scope, receive, send) -> None:
        if (response := await self.response(scope, receive)) is not None:
            await self.send(response, send)

    async def response(self, scope, receive):
        """What is answered; None to who hung up before all was said."""
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return None
        try:
            if scope["path"].startswith(settings.STATIC_URL):
                request, refused = self.create_request(scope, body)
                return refused or await self.files(request)
            if self.waiting >= MOST_WAITING:
                return _too_busy()
            self.waiting += 1
            self.idle.clear()
            try:
                return await self._in_thread(self._answer, scope, body)
            finally:
                self.waiting -= 1
                if not self.waiting:
                    self.idle.set()
        finally:
            body.close()

    def _answer(self, scope, body):
        signals.request_started.send(sender=self.__class__, scope=scope)
        set_script_prefix(get_script_prefix(scope))
        request, response = self.create_request(scope, body)
        response = response or self.get_response(request)
        if not response.streaming:
            response.close()
        return response

    def resolve_request(self, request):
        # People come back to the address they were at. `language`: below /en/ the same addresses are found in it alone
        request.resolver_match = _match(get_resolver(), request.path_info, get_language())
        return request.resolver_match

    async def send(self, response, send) -> None:
        if not response.streaming or response.is_async:
            await self.send_response(response, send)
            return
        headers = [(name.encode("ascii"), value.encode("latin1")) for name, value in response.items()]
        headers += [
            (b"Set-Cookie", cookie.output(header="").encode("ascii").strip()) for cookie in response.cookies.values()
        ]
        await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
        parts = iter(response)
        try:
            while (part := await self._in_thread(next, parts, None)) is not None:
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await self._in_thread(response.close)

    async def _page_of(self, request):
        """An address among the static files where there is none."""
        return await self._in_thread(self._closed, request)

    def _closed(self, request):
        # In the thread that answered: its connection to the database is nobody else's to close
        response = self.get_response(request)
        response.close()
        return response

    async def _in_thread(self, function, *arguments):
        return await asyncio.get_running_loop().run_in_executor(
            self.threads, partial(contextvars.Context().run, function, *arguments)
        )
