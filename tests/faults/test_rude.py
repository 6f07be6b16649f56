"""A client that does not read, floods or sends rubbish costs the others nothing and the server little memory."""

import asyncio
import json
import random
import socket as plain
import time

import pytest
import websockets

from tests.faults.page import Page, Person

pytestmark = pytest.mark.faults
MAY_GROW = 60  # MB of the whole process, for a dozen rude clients
QUICK = 2.0  # seconds until a post reaches the polite ones, on a machine that floods itself


def rss(product) -> float:
    """MB that the process holds."""
    with open(f"/proc/{product.process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def here(network, person: int = 0) -> Person:
    one = network.people[person]
    return Person(one.session, one.number, [network.products[0].port])


async def delivered(network, page: Page, text: str = "ていねいな文") -> float:
    """Seconds until a post is at the page."""
    began = time.monotonic()
    posted = await asyncio.to_thread(here(network).post, network.topic, body=text, key=f"rude-{time.monotonic_ns()}")
    await page.until(lambda one: posted["message"] in one.messages, 20)
    return time.monotonic() - began


async def closed_with(socket, within: float) -> int:
    async with asyncio.timeout(within):
        while True:
            try:
                await socket.recv()
            except websockets.ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else 1006


def test_who_does_not_read_is_dropped_and_costs_nobody_anything(network):
    """Twelve sockets that read nothing, while more is said than any of them may leave unread."""

    async def scenario():
        product = network.products[0]
        async with Page(here(network, 1), network.room, network.slug) as polite:
            await delivered(network, polite)
            before, deaf = rss(product), []
            for _ in range(12):
                # A small window, and nobody takes anything out of it
                sock = plain.create_connection(("127.0.0.1", product.port))
                sock.setsockopt(plain.SOL_SOCKET, plain.SO_RCVBUF, 4096)
                connected = await here(network, 2).socket(sock=sock)
                await connected.send(json.dumps({"t": "open", "room": network.room}))
                connected.transport.pause_reading()
                deaf.append(connected)
            for _ in range(250):
                took = await delivered(network, polite, "長い文です。" * 800)
                assert took < QUICK
            grown = rss(product) - before
            assert grown < MAY_GROW, f"{grown:.0f} MB"
            codes = []
            for one in deaf:
                one.transport.resume_reading()
                codes.append(await closed_with(one, 20))
            assert set(codes) <= {4408, 1006}, codes
            assert not polite.codes

    asyncio.run(scenario())


def test_floods_and_rubbish_are_answered_as_documented(network):
    async def scenario():
        product = network.products[0]
        async with Page(here(network, 1), network.room, network.slug) as polite:
            await delivered(network, polite)
            before = rss(product)

            async def rude(frame) -> int:
                socket = await here(network, 2).socket()
                try:
                    for _ in range(20_000):
                        await socket.send(frame() if callable(frame) else frame)
                except websockets.ConnectionClosed:
                    pass
                return await closed_with(socket, 20)

            open_frame = json.dumps({"t": "open", "room": network.room})
            typing = json.dumps({"t": "typing", "room": network.room, "topic": 1})
            frames = [open_frame, typing, "[" * 1900, b"\x00", '{"t":"open","room":NaN}', "\x00", "あ" * 1500]
            frames.append(lambda: "".join(random.choices('{}[]":,topen0123', k=40)))
            floods = [asyncio.create_task(rude(frame)) for frame in frames]
            worst = 0.0
            while not all(flood.done() for flood in floods):
                worst = max(worst, await delivered(network, polite))
            codes = [flood.result() for flood in floods]
            # 1006: closed while it was still sending, so that it never read why
            assert set(codes) <= {4429, 1006}, codes
            assert worst < QUICK, f"{worst:.1f} s"
            await asyncio.sleep(2)
            grown = rss(product) - before
            assert grown < MAY_GROW, f"{grown:.0f} MB"
            assert not polite.codes

    asyncio.run(scenario())
