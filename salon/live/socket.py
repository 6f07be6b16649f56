"""One open socket: what it listens to, how much it may send, how much may wait for it."""

import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from salon.live import frames, wire

BEAT_EVERY = 10.0  # seconds
SILENCE = 35.0  # seconds without an answer to a beat until the socket counts as dead
BEAT_AFTER = 1024 * 1024  # bytes after which it is asked earlier, at most
MAY_WAIT = 2 * 1024 * 1024  # bytes sent and not confirmed; past that the client does not read
MOST_ROOMS = 400
BURST = 450  # frames at once: a list of many rooms opens one by one
RATE = 5.0  # frames a second

Send = Callable[[dict], Awaitable[None]]


class TooSlow(Exception):
    """The client does not read what it is sent."""


class Gone(Exception):
    """The other end has left; the server says so in words of its own."""


class TooMany(Exception):
    """The client sends more than anybody types."""


class Stopping(Exception):
    """This process is about to end."""


def _portion() -> int:
    """Bytes until it is asked again. For each its own: all who hear the same room would answer in the same moment."""
    return random.randrange(BEAT_AFTER // 2, BEAT_AFTER)


@dataclass(eq=False)
class Socket:
    """`person`, `name` and `session` are whose it is; `rooms` maps a room to whether it is open in full."""

    send_message: Send
    person: int
    session: str
    name: str = ""
    rooms: dict[int, bool] = field(default_factory=dict)
    closed: bool = False
    bytes_sent: int = 0
    bytes_confirmed: int = 0
    beats: int = 0
    beat_marks: dict[int, int] = field(default_factory=dict)
    beat_at_bytes: int = field(default_factory=lambda: _portion())
    beat_at: float = field(default_factory=lambda: time.monotonic() + BEAT_EVERY)
    heard_at: float = field(default_factory=time.monotonic)
    tokens: float = BURST
    tokens_at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.write = wire.direct(self.send_message)

    def send_now(self, frame: wire.Frame) -> bool:
        """Send without waiting for anything, where nothing stands against it; False: `send` has something to say or to do."""
        sent = self.bytes_sent + frame.size
        if (
            self.write is None
            or self.closed
            or sent - self.bytes_confirmed > MAY_WAIT
            or sent > self.beat_at_bytes
            or not self.write(frame.bytes)
        ):
            return False
        self.bytes_sent = sent
        return True

    async def send(self, text: str) -> None:
        """Send a ready frame. Raises TooSlow when too much of what was sent is unconfirmed, Gone when nobody is there."""
        if self.closed:
            return
        self.bytes_sent += len(text.encode())
        if self.bytes_sent - self.bytes_confirmed > MAY_WAIT:
            raise TooSlow
        await self._hand_over({"type": "websocket.send", "text": text})
        if self.bytes_sent > self.beat_at_bytes:
            await self.beat()

    async def beat(self) -> None:
        """Ask for a sign of life. Raises TooSlow when the last ones stayed without an answer."""
        now = time.monotonic()
        if now - self.heard_at > SILENCE:
            raise TooSlow
        self.beats += 1
        self.beat_at = now + BEAT_EVERY
        self.beat_at_bytes = self.bytes_sent + _portion()
        self.beat_marks[self.beats] = self.bytes_sent
        frame = wire.Frame(frames.write({"t": "beat", "n": self.beats}))
        if not self.send_now(frame):
            await self.send(frame.text)

    def heard(self, beat: int) -> None:
        """The client confirmed a beat, and with it all that was sent before."""
        self.heard_at = time.monotonic()
        if beat in self.beat_marks:
            self.bytes_confirmed = max(self.bytes_confirmed, self.beat_marks[beat])
            self.beat_marks = {n: mark for n, mark in self.beat_marks.items() if n > beat}

    def spend(self, tokens: float = 1.0) -> None:
        """One frame came in. Raises TooMany when they come faster than the bucket fills."""
        now = time.monotonic()
        self.tokens = min(BURST, self.tokens + (now - self.tokens_at) * RATE) - tokens
        self.tokens_at = now
        if self.tokens < 0:
            raise TooMany

    async def close(self, code: int) -> None:
        if not self.closed:
            self.closed = True
            await self._hand_over({"type": "websocket.close", "code": code})

    async def _hand_over(self, message: dict) -> None:
        try:
            await self.send_message(message)
        except Exception as error:  # every server has its own for a peer that left
            self.closed = True
            raise Gone from error
