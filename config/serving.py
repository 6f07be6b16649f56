"""Daphne in this process, with the bounds that its command line leaves wide."""

import gc
import logging
import os
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from typing import ClassVar

from daphne import http_protocol
from daphne import server as daphne_server
from daphne.endpoints import build_endpoint_description_strings
from django.conf import settings
from django.template.loader import render_to_string
from twisted.internet import reactor

from config import worker
from config.lingering import Lingering
from config.sockets import Sockets
from config.stopping import Stopping
from salon.push import keys

LARGEST_FRAME = 64 * 1024
LARGEST_BODY = 20 * 1024 * 1024
SWITCH_EVERY = 0.0005  # seconds
NEVER = 10 * 365 * 24 * 60 * 60  # seconds


def refusal(status: str, template: str) -> bytes:
    """A whole answer in words, for what never gets as far as Django."""
    page = render_to_string(template).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n"
    return f"{head}Cache-Control: no-store\r\nConnection: close\r\n\r\n".encode() + page


class Connection(Lingering):
    """Twisted hangs up on a line over 16 KiB without a word, and on headers over 16 KiB with an empty page."""

    open: ClassVar[set["Connection"]] = set()

    def connectionMade(self) -> None:
        super().connectionMade()
        self.open.add(self)

    def connectionLost(self, reason) -> None:
        self.open.discard(self)
        super().connectionLost(reason)

    def lineLengthExceeded(self, line: bytes) -> None:
        # The first line has not made a request yet
        self._refuse("400 Bad Request" if self.requests else "414 URI Too Long")

    def _respondToBadRequestAndDisconnect(self) -> None:
        self._refuse("400 Bad Request")

    def _refuse(self, status: str) -> None:
        self.leave_with(refusal(status, "414.html" if status.startswith("414") else "400.html"))

    def leave_with(self, answer: bytes) -> None:
        # Nobody who ends this process waits for it
        self.open.discard(self)
        self.answer_and_leave(answer)


class Request(http_protocol.WebRequest):
    """Whoever sends a file, signed in or not, must not stop the loop that every page and socket hangs on.

    Twisted would read forms by itself, on the loop and with fifteen times their size in memory, and for nobody:
    Django reads them again in its own thread.
    """

    refused = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "parsePOSTFormSubmission": False})

    def gotLength(self, length: int | None) -> None:
        super().gotLength(length)
        if length is not None and length > LARGEST_BODY:
            self.refuse()

    def handleContentChunk(self, data: bytes) -> None:
        # In chunks nobody says beforehand how much will come
        if not self.refused and self.content.tell() + len(data) > LARGEST_BODY:
            self.refuse()
        if not self.refused:
            super().handleContentChunk(data)

    def requestReceived(self, command: bytes, path: bytes, version: bytes) -> None:
        if not self.refused:
            super().requestReceived(command, path, version)
        if self.transport is None:
            # Became a socket: Daphne has taken the connection away from its HTTP
            Connection.open.discard(self.channel)

    def refuse(self) -> None:
        self.refused = True
        self.content.close()
        # Nobody is told to go on
        self.requestHeaders.removeHeader(b"Expect")
        self.channel.leave_with(refusal("413 Content Too Large", "413.html"))


class Factory(http_protocol.HTTPFactory):
    protocol = Connection

    def log(self, request: Request) -> None:
        """Twisted would put every request into words for a log that Daphne, silent as it is here, throws away."""


class Server(daphne_server.Server):
    def listen_success(self, port):
        super().listen_success(port)
        # Daphne forgets it, and whoever stops listening needs it
        return port


def is_free(host: str, port: int) -> bool:
    """Whether somebody could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def serve(host: str, port: int, when_ready: Callable[[], None]) -> None:
    """Serve until the process is told to stop; background work runs beside it. `when_ready` is called once it listens."""
    from config.asgi import application, pages

    # Now, and not in the first request: whoever comes first waits for nobody
    import_module(settings.ROOT_URLCONF)
    # Daphne has no setting for what its requests and connections are
    http_protocol.WebRequest = Request
    daphne_server.HTTPFactory = Factory
    daphne_server.WebSocketFactory = Sockets
    server = Server(
        application=application,
        endpoints=build_endpoint_description_strings(host=host, port=port),
        websocket_max_message_size=LARGEST_FRAME,
        websocket_max_frame_size=LARGEST_FRAME,
        # The beats of salon/live ask more often whether somebody is there
        ping_interval=NEVER,
        server_name="tsunagari",
        verbosity=0,
        signal_handlers=False,
    )
    # Made with the first start, so that a folder that takes no file is noticed then
    keys.public_key()
    # What stands now stays: looking through it for garbage again and again would hold every page up, a tenth of a second at a time
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 10)
    # Sockets wait for a thread that works on a page at most so long, and not ten times as long, whenever they ask the kernel
    sys.setswitchinterval(SWITCH_EVERY)
    # Without a Redis this is the only process there is
    worker.start(alone=not settings.REDIS_URL, idle=pages.idle)
    reactor.callLater(0, Stopping(server, Connection.open).obey)
    reactor.callWhenRunning(when_ready)
    server.run()
    # Nothing is left to do, and Python would take seconds to tidy away what ends anyway: the next process waits for the port
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0)
