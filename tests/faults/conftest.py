"""Two processes of the product behind one Redis and one PostgreSQL, shared by all tests here: each leaves them running."""

import json
import os
import shutil
import time
from types import SimpleNamespace

import pytest

from tests import database
from tests.faults import prepared
from tests.faults.page import Person
from tests.faults.servers import Postgres, Redis, Web, copy

# Where scripts/again.py has what the tests said
KEPT = database.ROOT / "var" / "faults"
ADDRESSES = ["minato@example.org", "hoshizora@example.org", "koyama@example.org", "facilitator@example.org"]
SIGN_IN = """
import json
from django.test import Client
from members.models import Person
from salon.models import Room
found = {}
for person in Person.objects.filter(email__in=%r):
    client = Client()
    client.force_login(person)
    found[person.email] = [client.cookies["sessionid"].value, person.pk]
room = Room.objects.get(name="雑談")
print(json.dumps({"people": found, "topic": room.topics.first().pk, "room": room.pk, "slug": room.slug}))
"""


ROOM = """
import json
from members.models import Person
from salon.models import Room
from salon.rooms import groups, posting
room = groups.open_group("%(name)s", "")
people = Person.objects.filter(pk__in=%(people)s)
for person in people:
    groups.add(room, person)
first = posting.open_topic(person=people[0], room=room, title="はじめに", text="はじめの文", key="first-of-%(name)s")
print(json.dumps({"room": room.pk, "slug": room.slug, "topic": first.message.topic_id}))
"""


def where(place: dict) -> dict:
    address = f"/salon/rooms/{place['slug']}/topics/{place['topic']}/"
    return {"room": place["room"], "slug": place["slug"], "topic": address}


@pytest.fixture(scope="session")
def house(request, tmp_path_factory):
    """All that runs. `products`, `redis`, `postgres`; `people` who have signed in; `room`, `slug`, `topic` (its address) of small talk.

    `shell` runs code of the product beside it, on the folder of the first process.
    """
    kept, begun = prepared.kept(), []
    try:
        begun += [postgres := Postgres(kept / "postgres"), redis := Redis()]
        shared = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url, "SECRET_KEY": prepared.SECRET}
        products = [Web(tmp_path_factory.mktemp(name), **shared) for name in ("one", "two")]
        for product in products:
            copy(kept / "data", product.folder / "data")
            product.read_the_code()
            begun.append(product)
        for product in products:
            product.launch()
        shell = products[0].forks.shell
        place = json.loads(shell(SIGN_IN % ADDRESSES))
        for product in products:
            product.ready()
        ports = [product.port for product in products]
        yield SimpleNamespace(
            postgres=postgres,
            redis=redis,
            products=products,
            shell=shell,
            people=[Person(*place["people"][address], ports) for address in ADDRESSES if address in place["people"]],
            **where(place),
        )
    finally:
        if request.session.testsfailed:
            keep_logs(begun)
        for server in reversed(begun):
            server.remove()


def keep_logs(servers: list) -> None:
    """What they said is worth reading only when something went wrong."""
    KEPT.mkdir(parents=True, exist_ok=True)
    for server in servers:
        name = [os.environ.get("PYTEST_XDIST_WORKER", "alone"), type(server).__name__.lower(), str(server.port)]
        shutil.copy(server.log, KEPT / f"{'-'.join(name)}.log")


@pytest.fixture
def network(house):
    """`house`, in a room of this test's own for the same people: nobody has to fetch what other tests have said."""
    name = f"room-{time.monotonic_ns()}"
    place = house.shell(ROOM % {"name": name, "people": [one.number for one in house.people]})
    return SimpleNamespace(**vars(house) | where(json.loads(place)))
