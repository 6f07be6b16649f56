"""Whoever is taken out hears nothing more within a second, at every process, with Redis and without."""

import asyncio
import json
import time

import pytest
import websockets

from tests.faults.page import Page, Person

pytestmark = pytest.mark.faults
WITHIN = 1.0
LOOK = 0.5  # seconds that a busy machine may add
UNHEARD = "もう届かない文（%s）"

PREPARE = """
import json
from django.test import Client
from members.models import Affiliation, Organisation, Person
found = []
for change in {changes}:
    role = change == "no facilitator any more"
    address = f"taken{{len(found)}}-{run}@example.org"
    person = Person.objects.create_user(address, name="外される人", is_facilitator=role)
    if not role:
        Affiliation.objects.create(person=person, organisation=Organisation.objects.filter(is_sample=True).first())
    client = Client()
    client.force_login(person)
    found.append([client.cookies["sessionid"].value, person.pk])
print(json.dumps(found))
"""
CHANGES = {
    "excluded": (
        "from datetime import timedelta; from django.utils import timezone; from salon.models import Exclusion; "
        "Exclusion.objects.create(person_id={person}, room_id={room}, reason='理由', "
        "until=timezone.localdate() + timedelta(days=1))"
    ),
    "left": "from members.models import Affiliation; Affiliation.objects.get(person={person}).delete()",
    "shut out": "from members.models import Person; p = Person.objects.get(pk={person}); p.is_active = False; p.save()",
    "no facilitator any more": (
        "from members.models import Person; p = Person.objects.get(pk={person}); p.is_facilitator = False; p.save()"
    ),
    "signed out": "",
}


def make(house) -> list[Person]:
    code = PREPARE.format(changes=list(CHANGES), run=time.monotonic_ns())
    return [Person(*one, [product.port for product in house.products]) for one in json.loads(house.shell(code))]


async def open_at(person: Person, port: int, room: int):
    socket = await Person(person.session, person.number, [port]).socket()
    assert json.loads(await socket.recv())["t"] == "hello"
    await socket.send(json.dumps({"t": "open", "room": room}))
    while json.loads(await socket.recv())["t"] != "opened":
        pass
    return socket


class Ears:
    """All that a socket at this process still hears, and when it said that it was over (`gone`, or closed)."""

    def __init__(self, product, socket):
        self.product, self.waited = product, product.kept_waiting()
        self.socket, self.frames, self.over = socket, [], asyncio.Event()
        self.when, self.task = 0.0, asyncio.create_task(self.listen())

    async def listen(self):
        try:
            async for text in self.socket:
                self.frames.append(text)
                if json.loads(text)["t"] == "gone":
                    self.end()
        except websockets.ConnectionClosed:
            pass
        self.end()

    def end(self):
        self.when = self.when or time.monotonic()
        self.over.set()


async def is_told(change: str, ears: Ears, done: float) -> None:
    try:
        async with asyncio.timeout(20):
            await ears.over.wait()
    except TimeoutError:
        pytest.fail(f"{change}: was not told")
    took, waited = ears.when - done, ears.product.kept_waiting() - ears.waited
    assert took - waited < WITHIN + LOOK, f"{change}: {took:.2f} s, {waited:.2f} s of them without a processor"


@pytest.mark.parametrize("redis", ["with redis", "without redis"])
def test_who_is_taken_out_hears_nothing_more_within_a_second(house, redis):
    people = make(house)

    async def scenario():
        listening, posted = [], {}
        pages = [Page(Person(house.people[1].session, 0, [one.port]), house.room, house.slug) for one in house.products]
        for page in pages:
            await page.__aenter__()
        for (change, line), person in zip(CHANGES.items(), people, strict=True):
            ears = [Ears(one, await open_at(person, one.port, house.room)) for one in house.products]
            if line:
                await asyncio.to_thread(house.shell, line.format(person=person.number, room=house.room))
                done = house.shell.done
            else:
                status, _ = await asyncio.to_thread(person.request, "POST", "/signout/", {})
                assert status in (200, 302), status
                done = time.monotonic()
            for one in ears:
                await is_told(change, one, done)
            # From now on whatever is said is not for these ears
            for number in range(5):
                key = f"unheard-{time.monotonic_ns()}-{number}"
                posted = await asyncio.to_thread(house.people[0].post, house.topic, body=UNHEARD % change, key=key)
            listening += [(change, one) for one in ears]
        for page in pages:
            # Who may hear it has heard it all, at the same process
            await page.until(lambda one: posted["message"] in one.messages, 15)
            await page.away()
        for change, one in listening:
            assert not [frame for frame in one.frames if UNHEARD % change in frame], change
            await one.socket.close()
            await one.task

    if redis == "without redis":
        house.redis.kill()
    try:
        asyncio.run(scenario())
    finally:
        if redis == "without redis":
            house.redis.start()
