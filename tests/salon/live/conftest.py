"""A socket to the real application, with the database beside it in threads of its own."""

import json
import time

import pytest_asyncio
from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client

from salon.live import hub as hub_module
from salon.live.routing import application


class Line:
    """One client: `open(room)`, `next("events")`, `silent()`."""

    def __init__(self, session: str | None, origin: str = "http://testserver", path: str = "/live/") -> None:
        headers = [(b"origin", origin.encode())]
        if session:
            headers.append((b"cookie", f"{settings.SESSION_COOKIE_NAME}={session}".encode()))
        self.wire = WebsocketCommunicator(application, path, headers=headers)

    async def connect(self) -> bool:
        connected, self.code = await self.wire.connect(timeout=5)
        return connected

    async def send(self, **frame) -> None:
        await self.wire.send_to(text_data=json.dumps(frame))

    async def next(self, kind: str | None = None, within: float = 5) -> dict:
        """The next frame, or the next of a kind. Who is here comes in between, and counts only where it is asked for."""
        while True:
            frame = json.loads(await self.wire.receive_from(timeout=within))
            if kind == frame["t"] or (kind is None and frame["t"] != "presence"):
                return frame

    async def silent(self, within: float = 0.3) -> bool:
        """Nothing comes but who is here."""
        until = time.monotonic() + within
        while not await self.wire.receive_nothing(timeout=max(until - time.monotonic(), 0)):
            if json.loads(await self.wire.receive_from())["t"] != "presence":
                return False
        return True

    async def open(self, room, full: bool = True) -> dict:
        await self.send(t="open", room=room.pk, full=full)
        return await self.next()

    async def closed_with(self, within: float = 5) -> int:
        while True:
            message = await self.wire.receive_output(timeout=within)
            if message["type"] == "websocket.close":
                return message["code"]


def new_session(person) -> str:
    client = Client()
    client.force_login(person)
    return client.session.session_key


session_of = database_sync_to_async(new_session, thread_sensitive=False)


@pytest_asyncio.fixture
async def lines():
    """`await lines(person)` is an open socket of that person."""
    opened = []

    async def open_line(person, **options) -> Line:
        line = Line(await session_of(person), **options)
        line.session = line.wire.scope["headers"][-1][1].decode().partition("=")[2]
        opened.append(line)
        assert await line.connect()
        line.hello = await line.next()
        assert line.hello["t"] == "hello"
        return line

    yield open_line
    for line in opened:
        await line.wire.disconnect()
    for hub in hub_module._hubs.values():
        await hub.stop()
    hub_module._hubs.clear()
