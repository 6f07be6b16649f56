"""Daphne in this process, with the bounds that its command line leaves wide."""

import socket
from collections.abc import Callable
from importlib import import_module

from daphne import http_protocol
from daphne.endpoints import build_endpoint_description_strings
from daphne.server import Server
from django.conf import settings
from twisted.internet import reactor

from config import worker

LARGEST_FRAME = 64 * 1024
LARGEST_BODY = 20 * 1024 * 1024


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

    def refuse(self) -> None:
        self.refused = True
        self.content.close()
        self.channel.transport.write(b"HTTP/1.1 413 Content Too Large\r\nConnection: close\r\n\r\n")
        self.channel.loseConnection()


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
    from config.asgi import application

    # Now, and not in the first request: whoever comes first waits for nobody
    import_module(settings.ROOT_URLCONF)
    # Daphne has no setting for what its requests are
    http_protocol.WebRequest = Request
    server = Server(
        application=application,
        endpoints=build_endpoint_description_strings(host=host, port=port),
        websocket_max_message_size=LARGEST_FRAME,
        websocket_max_frame_size=LARGEST_FRAME,
        server_name="tsunagari",
        verbosity=0,
    )
    # Without a Redis this is the only process there is
    worker.start(alone=not settings.REDIS_URL)
    reactor.callWhenRunning(when_ready)
    server.run()
