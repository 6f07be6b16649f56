"""The end of a process that serves, when it is told to stop: what was begun is finished, open pages are sent to the next one.

Daphne alone hangs up at once, in the middle of a request and without a word to the sockets.
"""

import asyncio
import contextlib
import ctypes
import logging
import os
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterable

from daphne.http_protocol import WebRequest
from daphne.server import Server
from twisted.internet import reactor, tcp
from twisted.internet.error import ConnectionDone
from twisted.python.failure import Failure
from twisted.web import http

from salon.live import hub

FINISH_WITHIN = 8.0  # seconds; a container is killed after 10
GRACE = 1.0  # seconds until connections without a request are closed
LOOK_EVERY = 0.05  # seconds
ALL = 10_000  # connections that may wait at the door
# Of linux/filter.h and asm/socket.h; Python has no names for them
BPF_RET, SO_ATTACH_FILTER = 0x06, 26

logger = logging.getLogger("tsunagari.serving")


def _stop_listening(port: tcp.Port) -> None:
    _let_nobody_more_come(port.socket)
    # Who has come to the door is let in, all of them; the kernel would hang up on them
    port.numberAccepts = ALL
    port.doRead()
    # At once: `stopListening` closes the door a turn of the loop later
    port.stopReading()
    port.connectionLost(Failure(ConnectionDone()))


def _let_nobody_more_come(door: socket.socket) -> None:
    """Between the last one let in and the closing of the door somebody could come, whom the kernel would hang up on.

    With this filter it hears no one who knocks from now on. They knock again, a second later at the earliest.
    """
    if sys.platform != "linux":
        return
    take_nothing = ctypes.create_string_buffer(struct.pack("HBBI", BPF_RET, 0, 0, 0))
    program = struct.pack("HP", 1, ctypes.addressof(take_nothing))
    with contextlib.suppress(OSError):  # a kernel without filters, as some containers have
        door.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)


class Stopping:
    """Obeys SIGTERM and Ctrl+C. Told a second time, it ends at once."""

    def __init__(self, server: Server, open_connections: Iterable[http.HTTPChannel]) -> None:
        self.server = server
        self.open_connections = open_connections
        self.task: asyncio.Task | None = None

    def obey(self) -> None:
        """Called on the loop, once it runs."""
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self.stop)

    def stop(self) -> None:
        if self.task:
            reactor.stop()
        else:
            self.task = asyncio.create_task(self.finish())

    async def finish(self) -> None:
        began = time.monotonic()
        # A view that hangs in its thread would keep the process for ever
        last_resort = threading.Timer(FINISH_WITHIN + 1, os._exit, args=[1])
        last_resort.daemon = True
        last_resort.start()
        try:
            for listener in self.server.listeners:
                listener.addCallback(_stop_listening)
            await hub.send_away()
            # What is on its way to us still finds an open connection
            await asyncio.sleep(GRACE if self.open_connections else 0)
            while self.under_way() and time.monotonic() - began < FINISH_WITHIN:  # noqa: ASYNC110 (Daphne tells nobody)
                await asyncio.sleep(LOOK_EVERY)
            if left := self.under_way():
                logger.warning("stopping with %s connections under way", left)
        finally:
            reactor.stop()

    def under_way(self) -> int:
        """Requests without a whole answer, and sockets that have not said goodbye. Connections without either are closed."""
        left = 0
        for connection in list(self.open_connections):
            # The answer under way is the last one here
            connection.persistent = False
            left += len(connection.requests)
            if not connection.requests:
                connection.loseConnection()
        return left + sum(
            "disconnected" not in details
            for protocol, details in self.server.connections.items()
            if not isinstance(protocol, WebRequest)
        )
