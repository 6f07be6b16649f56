"""One hub a process: it listens to the bell once and writes the same frame to every local socket of a room.

Three things keep it right when a ring was lost: every ring makes it fetch all since the last number it sent,
a look at the heads of all open rooms every few seconds, and clients that ask over HTTP after any gap.
Revocation does not hang on rings at all: the access version is compared twice a second.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from channels.layers import get_channel_layer

from members import access as members_access
from salon import bell, sealing
from salon.live import access, frames, wire
from salon.live.database import query
from salon.live.presence import TELL_EVERY, Presence
from salon.live.socket import Gone, Socket, Stopping, TooMany, TooSlow
from salon.rooms.events import PAGE, events_after, heads

LOOK_EVERY = 0.5  # seconds between looks at the access version: a second is promised, asking included
RECHECK_EVERY = 60.0  # seconds until everything is checked although nothing was announced
HEADS_EVERY = 5.0  # seconds between looks at the heads of open rooms
MOST_SOCKETS = 50  # open pages of one person in this process
BEATS_EVERY = 0.25  # seconds between looks for sockets whose beat is due
AT_ONCE = 250  # sockets that are written to before anything else has its turn
LONGEST_REST = 0.1  # seconds between two frames to a room
REST = 9.0  # times as long as a frame took to send, for each event in it, if that is shorter
LISTEN_AGAIN = 1.0  # seconds until the bell is listened to again after an error

logger = logging.getLogger("tsunagari.live")


@dataclass(eq=False)
class Line:
    """One room with sockets in this process. `head` is the number of the last event they were sent."""

    room: int
    head: int
    sockets: set[Socket] = field(default_factory=set)
    wanted: int = 0
    running: bool = False
    # Events after `head` that came with their ring, as they were when it rang
    ready: dict[int, Mapping[str, object]] = field(default_factory=dict)

    def take_ready(self) -> list[Mapping[str, object]]:
        """All that is wanted, if all of it is here. What is missing may have changed the rest, so then the database is asked."""
        numbers = range(self.head + 1, self.wanted + 1)
        if len(numbers) > PAGE or not all(seq in self.ready for seq in numbers):
            return []
        return [self.ready.pop(seq) for seq in numbers]


class Hub:
    """Sockets of this process and the rooms they listen to."""

    def __init__(self) -> None:
        self.lines: dict[int, Line] = {}
        self.sockets: set[Socket] = set()
        self.people: Counter[int] = Counter()
        self.tasks: list[asyncio.Task] = []
        self.background: set[asyncio.Task] = set()
        self.presence = Presence()
        self.access_version = -1
        self.checks = 0
        self.stopping = False

    def start(self) -> None:
        bell.ring_from(asyncio.get_running_loop(), self)
        self.tasks = [
            asyncio.create_task(self._forever(step), name=step.__name__)
            for step in (self.listen, self.watch_access, self.watch_heads, self.beat, self.tell_presence)
        ]

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _forever(self, step) -> None:
        while True:
            try:
                await step()
            except asyncio.CancelledError:
                raise
            except Exception:  # database or broker away: say it, and try again
                logger.exception("%s failed; trying again", step.__name__)
            await asyncio.sleep(LISTEN_AGAIN)

    # --- sockets come and go

    def add(self, socket: Socket) -> None:
        """Raises TooMany for a person who has more pages open than anybody reads, Stopping when the process ends."""
        if self.stopping:
            raise Stopping
        if self.people[socket.person] >= MOST_SOCKETS:
            raise TooMany
        self.people[socket.person] += 1
        self.sockets.add(socket)

    def remove(self, socket: Socket) -> None:
        if socket in self.sockets:
            self.sockets.remove(socket)
            self.people[socket.person] -= 1
            if not self.people[socket.person]:
                del self.people[socket.person]
        for room in list(socket.rooms):
            self.leave(socket, room)

    async def open(self, socket: Socket, room: int, full: bool) -> None:
        """Let the socket listen to a room it may read, and catch up from the head that the line has sent so far.

        Events between the page and this moment are the client's to fetch: it asks after every `opened`.
        """
        checks = -1
        while checks != self.checks:
            # A check that began meanwhile did not ask about this room, and may know of a change that the answer does not
            checks = self.checks
            head = await query(access.may_open, socket.person, room)
        if head is None or socket.closed or socket not in self.sockets:
            await socket.send(frames.write({"t": "refused", "room": room}))
            return
        line = self.lines.setdefault(room, Line(room, head))
        line.sockets.add(socket)
        was_full, socket.rooms[room] = socket.rooms.get(room, False), full
        await socket.send(frames.write({"t": "opened", "room": room, "head": line.head}))
        self.catch_up(line, head)
        if full and not was_full and (around := self.presence.come(room, socket.person, socket.name)):
            await socket.send(around)
        elif was_full and not full:
            self.presence.go(room, socket.person)

    def leave(self, socket: Socket, room: int) -> None:
        if socket.rooms.pop(room, False):
            self.presence.go(room, socket.person)
        if line := self.lines.get(room):
            line.sockets.discard(socket)
            if not line.sockets:
                del self.lines[room]

    def type(self, socket: Socket, room: int, topic: int) -> None:
        """Somebody is writing. Said only where the person has the room open, and so may read it."""
        if socket.rooms.get(room):
            self.presence.type(room, socket.person, topic)

    # --- something new

    async def listen(self) -> None:
        """Hear the bell. One channel for the process, in one group, however many rooms and people there are."""
        layer = get_channel_layer()
        channel = await layer.new_channel()
        await layer.group_add(bell.GROUP, channel)
        try:
            while True:
                message = await layer.receive(channel)
                if message["type"] == "presence":
                    self.presence.hear(message)
                elif message["type"] == "call":
                    await self.call(set(message["people"]))
                else:
                    self.hear_elsewhere(message["rooms"], message.get("made"))
        finally:
            await layer.group_discard(bell.GROUP, channel)

    async def call(self, people: set[int]) -> None:
        """There is a notice for each of these: their open pages ask what it is."""
        frame = wire.Frame(frames.write({"t": "notices"}))
        await self._write([one for one in self.sockets if one.person in people], lambda _socket: frame)

    def listens_to(self, room: int) -> bool:
        return room in self.lines

    def hear(self, room: int, seq: int, item: Mapping[str, object] | None = None) -> None:
        """The bell rang for event `seq` of the room."""
        if line := self.lines.get(room):
            if item and line.head < seq <= line.head + PAGE:
                line.ready[seq] = item
            self.catch_up(line, seq)

    def hear_elsewhere(self, rings: Sequence[tuple[int, int]], made: bytes | None) -> None:
        """Another process rang for these, or this one: then nothing of it is new."""
        if made and any(room in self.lines and self.lines[room].wanted < seq for room, seq in rings):
            with suppress(sealing.NotOurs):
                for room, seq, item in sealing.unseal(made):
                    self.hear(room, seq, item)
        for room, seq in rings:
            self.hear(room, seq)

    def catch_up(self, line: Line, seq: int) -> None:
        """Event `seq` exists: send all up to it, with one task a room however many rings come."""
        line.wanted = max(line.wanted, seq)
        if line.wanted > line.head and not line.running:
            line.running = True
            task = asyncio.create_task(self._run(line))
            self.background.add(task)
            task.add_done_callback(self.background.discard)

    async def _run(self, line: Line) -> None:
        try:
            while line.wanted > line.head and line.sockets:
                items: Sequence[Mapping[str, object]] = line.take_ready()
                items = items or await query(events_after, line.room, line.head, line.wanted)
                if not items:
                    break
                began = time.monotonic()
                await self.broadcast(line, items)
                if len(items) == PAGE:
                    line.wanted = max(line.wanted, line.head + 1)
                # Sending to many takes its time. What comes while it rests goes out together, in one frame: a room takes
                # about a tenth of the loop, and the less of it the busier it is
                await asyncio.sleep(min(REST * (time.monotonic() - began) * len(items), LONGEST_REST))
        except Exception:  # the next ring or look at the heads tries again
            # And asks the database: by then what came ready may be long out of date
            line.ready.clear()
            logger.exception("room %s: events not sent", line.room)
        finally:
            line.running = False

    async def broadcast(self, line: Line, items: Sequence) -> None:
        full = wire.Frame(frames.events(line.room, line.head, items))
        short = wire.Frame(frames.stir(line.room, items))
        line.head = items[-1]["seq"]
        if line.ready:
            line.ready = {seq: item for seq, item in line.ready.items() if seq > line.head}
        await self.send_all(line, full, short)

    async def send_all(self, line: Line, full: wire.Frame, short: wire.Frame | None = None) -> None:
        """The same bytes to every socket of a room; `short`, if anything, to those that only watch it."""

        def frame(socket: Socket) -> wire.Frame | None:
            is_full = socket.rooms.get(line.room)
            # None: it left, or had to leave, while others were written to
            return full if is_full else short if is_full is not None else None

        await self._write(list(line.sockets), frame)

    async def _write(self, sockets: Sequence[Socket], frame_for: Callable[[Socket], wire.Frame | None]) -> None:
        for number, socket in enumerate(sockets, 1):
            frame = frame_for(socket)
            if frame and not socket.send_now(frame):
                await self.send(socket, frame.text)
            if number % AT_ONCE == 0:
                # Pages and other rooms have their turn, too
                await asyncio.sleep(0)

    async def send(self, socket: Socket, text: str) -> None:
        await self._to(socket, socket.send(text))

    async def _to(self, socket: Socket, step: Awaitable[None]) -> None:
        """Whatever is wrong with one socket is nobody else's trouble."""
        try:
            await step
        except Gone:
            self.remove(socket)
        except TooSlow:
            await self.drop(socket, frames.TOO_SLOW)

    async def drop(self, socket: Socket, code: int) -> None:
        self.remove(socket)
        with suppress(Gone):
            await socket.close(code)

    # --- what the clock brings

    async def beat(self) -> None:
        """Each socket in its own time: to ask all at once would hold up everything else, as would all answers."""
        while True:
            await asyncio.sleep(BEATS_EVERY)
            now = time.monotonic()
            for socket in [one for one in self.sockets if one.beat_at <= now]:
                await self._to(socket, socket.beat())

    async def tell_presence(self) -> None:
        """Who is here and who is typing, to the other processes and to our sockets; together, once a second."""
        while True:
            await asyncio.sleep(TELL_EVERY)
            message = self.presence.to_tell()
            listeners = {room: len(line.sockets) for room, line in self.lines.items()}
            for room, frame in list(self.presence.to_show(listeners)):
                if line := self.lines.get(room):
                    await self.send_all(line, wire.Frame(frame))
            # Last, because without Redis it takes its time
            if message:
                await bell.tell(message)

    async def watch_heads(self) -> None:
        """Find what no ring announced."""
        while True:
            await asyncio.sleep(HEADS_EVERY)
            if self.lines:
                for room, head in (await query(heads, list(self.lines))).items():
                    if line := self.lines.get(room):
                        self.catch_up(line, head)

    async def watch_access(self) -> None:
        """Close what may no longer be read, within a second of the change."""
        waited = 0.0
        while True:
            await asyncio.sleep(LOOK_EVERY)
            waited += LOOK_EVERY
            if not self.sockets:
                continue
            version = await query(members_access.version)
            if version != self.access_version or waited >= RECHECK_EVERY:
                await self.recheck()
                self.access_version, waited = version, 0.0

    async def recheck(self) -> None:
        # A room opened while the answer is on its way asks by itself once more, and is no part of this one
        self.checks += 1
        asked = {one: frozenset(one.rooms) for one in self.sockets}
        allowed = await query(access.still_allowed, [(one.session, one.person, rooms) for one, rooms in asked.items()])
        for socket, rooms in asked.items():
            may = allowed.get((socket.session, socket.person))
            if may is None:
                await self.drop(socket, frames.SIGN_IN)
                continue
            for room in rooms - may:
                self.leave(socket, room)
                await self.send(socket, frames.write({"t": "gone", "room": room}))

    async def send_away(self) -> None:
        """The process ends: every page is told to come back, to whoever takes its place."""
        self.stopping = True
        for socket in list(self.sockets):
            await self.drop(socket, frames.COME_BACK)


_hubs: dict[int, Hub] = {}


async def send_away() -> None:
    for found in _hubs.values():
        await found.send_away()


def checks_so_far() -> int:
    """How often it was looked who may stay, before a socket is known to the hub."""
    found = _hubs.get(id(asyncio.get_running_loop()))
    return found.checks if found else 0


def hub() -> Hub:
    """The hub of the running loop, started when the first socket asks for it (Daphne has no start-up hook)."""
    loop = asyncio.get_running_loop()
    found = _hubs.get(id(loop))
    if found is None or all(task.get_loop() is not loop or task.done() for task in found.tasks):
        found = _hubs[id(loop)] = Hub()
        found.start()
    return found
