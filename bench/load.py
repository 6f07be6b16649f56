"""Everybody at the other end of the wire, in one thread on one epoll: sockets that listen, and posts that go out on time.

Frames are not parsed: every post carries a mark, and every mark that comes in is a delivery.
"""

import base64
import os
import re
import selectors
import socket
import struct
import time
from collections import deque
from dataclasses import dataclass, field

MARK = re.compile(rb"n(\d{8})z")
BEAT = re.compile(rb'\{"t":"beat","n":(\d+)\}')
TAIL = 64  # bytes that may hold the beginning of a mark


def frame(text: bytes) -> bytes:
    """A masked text frame, as clients send it."""
    key = os.urandom(4)
    head = struct.pack("!BB", 0x81, 0x80 | len(text)) if len(text) < 126 else struct.pack("!BBH", 0x81, 0xFE, len(text))
    return head + key + bytes(byte ^ key[place % 4] for place, byte in enumerate(text))


@dataclass
class Result:
    """One run: posts that went out, those that were acknowledged, what arrived, and after how many seconds."""

    sent: int = 0
    acknowledged: int = 0
    refused: int = 0
    dropped: int = 0
    delivered: int = 0
    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0
    expected: int = 0
    cpu_for_1000: float = 0.0  # milliseconds

    def quantile(self, share: float) -> float:
        """Milliseconds within which this share of all deliveries arrived."""
        waits = sorted(self.waits)
        return waits[min(int(len(waits) * share), len(waits) - 1)] * 1000 if waits else float("inf")

    @property
    def complete(self) -> bool:
        return self.dropped == 0 and self.refused == 0 and self.delivered >= self.expected > 0

    @property
    def sustained(self) -> bool:
        return self.complete and self.quantile(0.99) < 250


class Load:
    """`post(number)` makes the bytes of a post. Posts go over `posters`: (socket, whether an answer follows)."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.poll = selectors.DefaultSelector()
        self.listeners: dict[socket.socket, bytes] = {}
        self.idle: deque[socket.socket] = deque()
        self.waiting: deque[bytes] = deque()
        self.answers: dict[socket.socket, bytes] = {}
        self.due: dict[int, float] = {}
        self.result = Result()
        self.next_number = 0
        self.refusal = b""
        self.rooms = 1  # that the listeners are spread over evenly: a post reaches those of one

    @property
    def reach(self) -> int:
        return len(self.listeners) // self.rooms

    def plain(self) -> socket.socket:
        one = socket.create_connection(("127.0.0.1", self.port))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return one

    def upgrade(self, cookie: str = "") -> bytes:
        lines = [
            "GET /live/ HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            "Sec-WebSocket-Version: 13",
            f"Origin: http://127.0.0.1:{self.port}",
            *([f"Cookie: {cookie}"] if cookie else []),
        ]
        return "\r\n".join([*lines, "", ""]).encode()

    def listen(self, cookies: list[str], first: bytes = b"", ready: bytes = b"101", at_once: int = 50) -> float:
        """Open a socket for each cookie, send `first`, wait for `ready`. Returns the seconds that it took."""
        began = time.perf_counter()
        left, opening = deque(cookies), {}
        poll = selectors.DefaultSelector()
        while left or opening:
            while left and len(opening) < at_once:
                one = self.plain()
                one.sendall(self.upgrade(left.popleft()))
                poll.register(one, selectors.EVENT_READ)
                opening[one] = (b"", False)
            for key, _ in poll.select(20) or self._nobody():
                one = key.fileobj
                seen, greeted = opening[one]
                data = one.recv(65536)
                if not data:
                    raise ConnectionError(seen[:200])
                seen += data
                if not greeted and b"\r\n\r\n" in seen:
                    if b" 101 " not in seen[:20]:
                        raise ConnectionError(seen[:200])
                    greeted = True
                    if first:
                        one.sendall(first)
                opening[one] = (seen, greeted)
                if greeted and ready in seen:
                    poll.unregister(one)
                    one.setblocking(False)
                    del opening[one]
                    self.listeners[one] = b""
                    self.poll.register(one, selectors.EVENT_READ, self._heard)
        return time.perf_counter() - began

    @staticmethod
    def _nobody():
        raise TimeoutError("the server does not answer")

    def post_over(self, how_many: int, cookie: str | None = None) -> None:
        """Posts go over so many connections; with `cookie=None` each is HTTP and answered, else a socket that is not."""
        for _ in range(how_many):
            one = self.plain()
            if cookie is not None:
                one.sendall(self.upgrade(cookie))
                while b"\r\n\r\n" not in one.recv(65536):
                    pass
            one.setblocking(False)
            self.answers[one] = b""
            self.idle.append(one)
            self.poll.register(one, selectors.EVENT_READ, self._answered if cookie is None else self._ignored)
        self.answered = cookie is None

    def run(self, rate: float, seconds: float, make, drain: float = 3.0) -> Result:
        """Posts at an even rate, whatever becomes of the earlier ones; then wait for what is under way."""
        result = self.result = Result(seconds=seconds)
        self.due.clear()
        self.waiting.clear()
        began = time.perf_counter()
        total, number = int(rate * seconds), 0
        end = began + seconds + drain
        while (now := time.perf_counter()) < end:
            while number < total and began + number / rate <= now:
                self.due[self.next_number] = began + number / rate
                self.waiting.append(make(self.next_number))
                self.next_number += 1
                number += 1
                result.sent += 1
            while self.waiting and self.idle:
                one = self.idle.popleft()
                try:
                    one.send(self.waiting.popleft())
                except OSError:
                    # Nobody is there any more
                    result.refused += 1
                    continue
                if not self.answered:
                    result.acknowledged += 1
                    self.idle.append(one)
            result.expected = result.acknowledged * self.reach
            if (
                number == total
                and result.acknowledged + result.refused == total
                and result.delivered >= result.expected
            ):
                break
            wait = began + number / rate - now if number < total else 0.05
            for key, _ in self.poll.select(max(wait, 0)):
                key.data(key.fileobj)
        result.seconds = time.perf_counter() - began
        return result

    def _heard(self, one: socket.socket) -> None:
        try:
            data = one.recv(262144)
        except BlockingIOError:
            return
        except ConnectionResetError:
            data = b""
        if not data:
            self.result.dropped += 1
            self._forget(one)
            return
        data = self.listeners[one] + data
        now, end = time.perf_counter(), 0
        for found in MARK.finditer(data):
            end = found.end()
            if (due := self.due.get(int(found[1]))) is not None:
                self.result.delivered += 1
                self.result.waits.append(now - due)
        if b'"beat"' in data:
            for found in BEAT.finditer(data):
                end = max(end, found.end())
                one.send(frame(b'{"t":"here","n":%s}' % found[1]))
        self.listeners[one] = data[max(end, len(data) - TAIL) :]

    def _answered(self, one: socket.socket) -> None:
        more = one.recv(65536)
        if not more:
            raise ConnectionError("the server hung up on a post")
        data = self.answers[one] + more
        head, gap, body = data.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if not gap or not length or len(body) < int(length[1]):
            self.answers[one] = data
            return
        self.answers[one] = b""
        self.idle.append(one)
        if head.split(b" ", 2)[1] == b"201":
            self.result.acknowledged += 1
        else:
            self.result.refused += 1
            self.refusal = head[:80] + body[:1200]

    def _ignored(self, one: socket.socket) -> None:
        try:
            data = one.recv(262144)
        except ConnectionResetError:
            data = b""
        if not data:
            self.poll.unregister(one)

    def _forget(self, one: socket.socket) -> None:
        self.poll.unregister(one)
        self.listeners.pop(one, None)
        one.close()

    def close(self) -> None:
        for one in [*self.listeners, *self.answers]:
            one.close()
        self.poll.close()
