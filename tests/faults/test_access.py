"""Whoever is taken out hears nothing more within a second, at every process, with Redis and without."""

import asyncio
import json
import subprocess
import sys
import time

import pytest
import websockets

from tests.browser.product import ROOT
from tests.faults.page import Person

pytestmark = pytest.mark.faults
WITHIN = 1.0
LOOK = 0.5  # seconds that a busy machine may add

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
    "shut out": "p = Person.objects.get(pk={person}); p.is_active = False; p.save()",
    "no facilitator any more": "p = Person.objects.get(pk={person}); p.is_facilitator = False; p.save()",
    "signed out": "",
}


def make(network) -> list[Person]:
    code = PREPARE.format(changes=list(CHANGES), run=time.monotonic_ns())
    printed = network.products[0].manage("shell", "-v0", "-c", code)
    return [
        Person(*one, [product.port for product in network.products]) for one in json.loads(printed.splitlines()[-1])
    ]


async def open_at(person: Person, port: int, room: int):
    socket = await Person(person.session, person.number, [port]).socket()
    assert json.loads(await socket.recv())["t"] == "hello"
    await socket.send(json.dumps({"t": "open", "room": room}))
    while json.loads(await socket.recv())["t"] != "opened":
        pass
    return socket


async def heard(socket, until: float) -> tuple[list[dict], float | None]:
    """What still comes, and when the socket said that it was over (`gone`, or closed)."""
    found, over = [], None
    while time.monotonic() < until:
        try:
            frame = json.loads(await asyncio.wait_for(socket.recv(), until - time.monotonic()))
        except TimeoutError:
            break
        except websockets.ConnectionClosed:
            return found, over or time.monotonic()
        if frame["t"] == "gone":
            over = time.monotonic()
        found.append(frame | {"when": time.monotonic()})
    return found, over


SERVE = """
import sys, time
from members.models import Person
for line in sys.stdin:
    exec(line)
    print(time.monotonic(), flush=True)
"""


@pytest.fixture
def shell(network):
    """A started interpreter, so that a change is made in the moment when the test asks for it."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v0", "-c", SERVE],
        cwd=ROOT,
        env=network.products[0].environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def run(line: str) -> float:
        process.stdin.write(line + "\n")
        process.stdin.flush()
        return float(process.stdout.readline())

    yield run
    process.stdin.close()
    process.stdout.close()
    process.wait(20)


@pytest.mark.parametrize("redis", ["with redis", "without redis"])
def test_who_is_taken_out_hears_nothing_more_within_a_second(network, shell, redis):
    shell("pass")
    people = make(network)

    async def scenario():
        for (change, line), person in zip(CHANGES.items(), people, strict=True):
            sockets = [await open_at(person, product.port, network.room) for product in network.products]
            if line:
                done = await asyncio.to_thread(shell, line.format(person=person.number, room=network.room))
            else:
                status, _ = await asyncio.to_thread(person.request, "POST", "/signout/", {})
                assert status in (200, 302), status
                done = time.monotonic()
            listening = [asyncio.create_task(heard(socket, done + 4)) for socket in sockets]
            await asyncio.sleep(max(done + WITHIN + LOOK - time.monotonic(), 0))
            # From now on whatever is said is not for these ears
            for number in range(5):
                key = f"unheard-{time.monotonic_ns()}-{number}"
                await asyncio.to_thread(network.people[0].post, network.topic, body="もう届かない文", key=key)
            for frames, over in [await one for one in listening]:
                assert over is not None, f"{change}: was not told"
                assert over - done < WITHIN + LOOK, f"{change}: {over - done:.2f} s"
                assert not [frame for frame in frames if "もう届かない文" in json.dumps(frame, ensure_ascii=False)]
            for socket in sockets:
                await socket.close()

    if redis == "without redis":
        network.redis.kill()
    try:
        asyncio.run(scenario())
    finally:
        if redis == "without redis":
            network.redis.start()
