"""Daphne in this process, with the bounds that its command line leaves wide."""

import socket
from collections.abc import Callable
from importlib import import_module

from daphne.endpoints import build_endpoint_description_strings
from daphne.server import Server
from django.conf import settings
from twisted.internet import reactor

from config import worker

LARGEST_FRAME = 64 * 1024


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
