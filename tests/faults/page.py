"""A page of the browser in Python: it obeys docs/realtime.md, and a test may do to its network what it likes."""

import asyncio
import http.client
import json
import random
import time
import urllib.parse

import websockets
from urllib3 import encode_multipart_formdata

TOKEN = "a" * 32
IN_A_BROWSER = {"max_size": None, "ping_interval": None, "compression": None, "open_timeout": 20}


class Refused(Exception):
    """The server answered, and not with success: status and body."""


class Person:
    """Somebody who has signed in, and the server that this person's browser talks to."""

    def __init__(self, session: str, number: int, ports: list[int]):
        self.session, self.number, self.ports = session, number, ports

    def request(
        self, method: str, path: str, form: dict | None = None, files: list[tuple[str, str, bytes]] | None = None
    ) -> tuple[int, bytes]:
        """`files`: (field, name, content), sent with the form as a browser does it."""
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}", "Accept": "application/json"}
        body: str | bytes | None = None
        if files is not None:
            body, content_type = encode_multipart_formdata(
                [
                    *(form or {}).items(),
                    *((field, (name, content, "application/octet-stream")) for field, name, content in files),
                ]
            )
            headers |= {"X-CSRFToken": TOKEN, "Content-Type": content_type}
        elif form is not None:
            headers |= {"X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
            body = urllib.parse.urlencode(form)
        connection = http.client.HTTPConnection("127.0.0.1", random.choice(self.ports), timeout=20)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def post(self, path: str, **form) -> dict:
        status, body = self.request("POST", path, form)
        if status not in (201, 204):
            raise Refused(status, body[:300])
        return json.loads(body) if body else {}

    def socket(self, **options):
        port = random.choice(self.ports)
        cookie = {"Cookie": f"sessionid={self.session}"}
        return websockets.connect(
            f"ws://127.0.0.1:{port}/live/",
            origin=f"http://127.0.0.1:{port}",
            additional_headers=cookie,
            **IN_A_BROWSER,
            **options,
        )


class Page:
    """One room in full. `messages` is what it shows, `swallow` how likely its network loses a frame.

    `disorder` is what a socket may never say, though a page would bear it: an event twice, too early, or none in between.
    """

    def __init__(self, person: Person, room: int, slug: str):
        self.person, self.room, self.slug = person, room, slug
        self.head, self.messages, self.topics = 0, {}, {}
        self.swallow, self.frames, self.codes = 0.0, [], []
        self.said, self.disorder = 0, []
        self.connected = asyncio.Event()
        self.doing = ""
        self.task: asyncio.Task | None = None

    async def __aenter__(self):
        self.task = asyncio.create_task(self.live())
        await asyncio.wait_for(self.connected.wait(), 20)
        return self

    async def __aexit__(self, *_):
        await self.away()

    async def away(self):
        """The lid is closed, or the train is in a tunnel."""
        if self.task:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
        self.connected.clear()
        assert not self.disorder, self.disorder

    async def live(self):
        while True:
            try:
                self.now_doing("connecting")
                async with self.person.socket() as socket:
                    self.now_doing("waiting to be let in")
                    await self.listen(socket)
            except websockets.ConnectionClosed as closed:
                self.codes.append(closed.rcvd.code if closed.rcvd else 1006)
            except (OSError, websockets.InvalidHandshake, TimeoutError):
                self.codes.append(1006)
            self.connected.clear()
            self.now_doing("resting")
            within = 8 if self.codes[-1:] == [4412] else 1.2
            await asyncio.sleep(within * random.random())

    def now_doing(self, what: str):
        """Said when a wait ends in vain."""
        self.doing = f"{self.doing[-400:]}, {what} since {time.monotonic() % 1000:.1f} at {self.head}"

    async def listen(self, socket):
        async for text in socket:
            frame = json.loads(text)
            self.follow(frame)
            if frame["t"] == "hello":
                await socket.send(json.dumps({"t": "open", "room": self.room}))
            elif frame["t"] == "beat":
                await socket.send(json.dumps({"t": "here", "n": frame["n"]}))
            elif random.random() < self.swallow:
                continue
            else:
                await self.hear(frame)

    def follow(self, frame: dict):
        if frame["t"] == "opened":
            self.said = frame["head"]
        elif frame["t"] == "events":
            numbers = [frame["after"], *(item["seq"] for item in frame["items"])]
            if numbers != list(range(self.said, self.said + len(numbers))):
                self.disorder.append((self.said, numbers))
            self.said = numbers[-1]

    async def hear(self, frame: dict):
        self.frames.append(frame)
        if frame["t"] == "opened":
            self.now_doing("catching up")
            await self.catch_up()
            self.now_doing("listening")
            self.connected.set()
        elif frame["t"] == "events":
            if frame["after"] > self.head:
                await self.catch_up()
            else:
                self.apply(frame["items"])

    async def catch_up(self):
        more = True
        while more:
            try:
                status, body = await asyncio.to_thread(
                    self.person.request, "GET", f"/salon/rooms/{self.slug}/events/?after={self.head}"
                )
            except (OSError, http.client.HTTPException):
                status = 0
            if status != 200:
                await asyncio.sleep(0.5)
                continue
            page = json.loads(body)
            self.apply(page["items"])
            more = page["more"]

    def apply(self, items: list[dict]):
        for item in items:
            if item["seq"] <= self.head:
                continue
            if item["message"] and (item["kind"] == "post" or item["message"] in self.messages):
                self.messages[item["message"]] = item["html"]
            self.topics[item["topic"]] = (item["title"], item["state"])
            self.head = item["seq"]

    def shows(self) -> tuple:
        return self.head, self.messages, self.topics

    async def until(self, what, within: float):
        """Wait for `what(page)`; fails after so many seconds."""
        try:
            async with asyncio.timeout(within):
                while not what(self):  # noqa: ASYNC110 (asks a condition of the test's own)
                    await asyncio.sleep(0.02)
        except TimeoutError:
            known = f"connected: {self.connected.is_set()}, closed with {self.codes}, at event {self.head}, now {time.monotonic() % 1000:.1f}{self.doing}"
            raise AssertionError(f"not within {within} s; {known}") from None
