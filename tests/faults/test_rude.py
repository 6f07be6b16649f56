"""A client that does not read, floods or sends rubbish costs the others nothing and the server little memory."""

import asyncio
import json
import random
import socket as plain
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import websockets

from salon.live.frames import TOO_MANY, TOO_SLOW
from salon.live.socket import SILENCE
from tests.faults.page import Page, Person
from tests.faults.wire import BINARY, TEXT, Wire, frame

pytestmark = pytest.mark.faults
MAY_GROW = 60  # MB of the whole process, for a dozen rude clients
AS_LONG = 2.0  # times as long as elsewhere a post may take
ESTABLISHED = "01"  # as the kernel numbers it
LONG = '"' * 4800  # a sign that weighs six bytes in a page


def rss(product) -> float:
    """MB that the process holds."""
    with open(f"/proc/{product.process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def here(network, process: int, person: int = 1) -> Person:
    one = network.people[person]
    return Person(one.session, one.number, [network.products[process].port])


async def delivered(person: Person, topic: str, page: Page, text: str) -> float:
    """Seconds until a post is at the page."""
    began = time.monotonic()
    posted = await asyncio.to_thread(person.post, topic, body=text, key=f"rude-{time.monotonic_ns()}")
    await page.until(lambda one: posted["message"] in one.messages, 20)
    return time.monotonic() - began


class Polite:
    """Two pages of the same room, at the process that has rude clients and at one that has none: posts to both, in turn.

    What the machine does besides is the same for both.
    """

    def __init__(self, network):
        self.network, self.took = network, ([], [])
        self.pages = [Page(here(network, process), network.room, network.slug) for process in (0, 1)]

    async def __aenter__(self):
        for page in self.pages:
            await page.__aenter__()
        await self.post()
        self.took = ([], [])
        return self

    async def __aexit__(self, *_):
        for page in self.pages:
            await page.away()

    async def post(self, text: str = "ていねいな文") -> None:
        for process in (0, 1):
            took = await delivered(here(self.network, process), self.network.topic, self.pages[process], text)
            self.took[process].append(took)
        assert not any(page.codes for page in self.pages)

    def ratio(self) -> float:
        """How much longer all posts took where the rude ones are. Posts before this are forgotten."""
        rude, calm = self.took
        self.took = ([], [])
        return sum(rude) / sum(calm)


def test_who_does_not_read_is_dropped_and_costs_nobody_anything(network):
    """Twelve sockets that read nothing, while more is said than any of them may leave unread. One more says goodbye in the middle."""

    async def scenario():
        product = network.products[0]
        async with Polite(network) as polite:
            before, deaf = rss(product), []
            for _ in range(12):
                # A small window, and nobody takes anything out of it
                sock = plain.create_connection(("127.0.0.1", product.port))
                sock.setsockopt(plain.SOL_SOCKET, plain.SO_RCVBUF, 4096)
                connected = await here(network, 0, 2).socket(sock=sock)
                await connected.send(json.dumps({"t": "open", "room": network.room}))
                connected.transport.pause_reading()
                deaf.append(connected)
            leaving = Wire(product.port, network.people[2].session)
            leaving.socket.setsockopt(plain.SOL_SOCKET, plain.SO_RCVBUF, 4096)
            leaving.send(TEXT, json.dumps({"t": "open", "room": network.room}).encode())
            ports = [one.local_address[1] for one in deaf] + [leaving.socket.getsockname()[1]]
            for number in range(250):
                await polite.post(LONG)
                if number == 20:
                    leaving.close()
                if not kept(product, ports):
                    break
            assert (ratio := polite.ratio()) < AS_LONG, f"{ratio:.1f} times as long"
            grown = rss(product) - before
            assert grown < MAY_GROW, f"{grown:.0f} MB"
            assert not kept(product, ports), "nobody hung up on it"
            leaving.socket.close()
            codes = []
            for one in deaf:
                one.transport.resume_reading()
                codes.append(await closed_with(one, 20))
            assert set(codes) <= {TOO_SLOW, 1006}, codes

    asyncio.run(scenario())


def kept(product, ports: list[int]) -> list[int]:
    """Those whose end the server still holds. The other end may hear of it only when it reads: the kernel thins out its answers."""
    with open("/proc/net/tcp") as connections:
        rows = [line.split() for line in connections]
    here = f":{product.port:04X}"
    held = {row[2].split(":")[1] for row in rows if row[1].endswith(here) and row[3] == ESTABLISHED}
    return [port for port in ports if f"{port:04X}" in held]


async def closed_with(socket, within: float) -> int:
    async with asyncio.timeout(within):
        while True:
            try:
                await socket.recv()
            except websockets.ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else 1006


def rude(person: Person, frames: list[bytes]) -> int | None:
    """Twenty thousand of these, as fast as the network takes them; the code of the close, None when it came too late to be read."""
    with Wire(person.ports[0], person.session) as wire:
        left = 20_000
        while left > 0 and wire.raw(b"".join(frames)):
            left -= len(frames)
        heard = wire.listen(quiet=20)
    assert heard.ended, "nobody hung up on it"
    return heard.code


def test_floods_and_rubbish_are_answered_as_documented(network):
    open_frame = json.dumps({"t": "open", "room": network.room})
    typing = json.dumps({"t": "typing", "room": network.room, "topic": 1})
    said = [open_frame, typing, "[" * 1900, b"\x00", '{"t":"open","room":NaN}', "\x00", "あ" * 1500]
    floods = [
        [frame(BINARY if one == b"\x00" else TEXT, one if isinstance(one, bytes) else one.encode())] * 100
        for one in said
    ]
    floods.append([frame(TEXT, "".join(random.choices('{}[]":,topen0123', k=40)).encode()) for _ in range(100)])

    async def scenario():
        product = network.products[0]
        async with Polite(network) as polite:
            before, ratios = rss(product), []
            for _ in range(2):
                began = time.monotonic()
                with ThreadPoolExecutor(len(floods)) as threads:
                    loop = asyncio.get_running_loop()
                    running = [loop.run_in_executor(threads, rude, here(network, 0, 2), one) for one in floods]
                    while not all(one.done() for one in running):
                        await polite.post()
                codes, took = [one.result() for one in running], time.monotonic() - began
                # They answer no beat either, which ends it first where the machine is as slow as that
                assert set(codes) <= {TOO_MANY, None, *([TOO_SLOW] if took > SILENCE else [])}, codes
                ratios.append(polite.ratio())
            # Whatever a flood does it does each time; the machine may do something else meanwhile
            assert min(ratios) < AS_LONG, ratios
            grown = rss(product) - before
            assert grown < MAY_GROW, f"{grown:.0f} MB"

    asyncio.run(scenario())
