"""Two processes of the product behind one Redis and one PostgreSQL, shared by all tests here: each leaves them running."""

import json
from types import SimpleNamespace

import pytest

from tests.browser.product import Product
from tests.faults.page import Person
from tests.faults.servers import Postgres, Redis

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


@pytest.fixture(scope="session")
def network(tmp_path_factory):
    """`products`, `redis`, `postgres`; `people` who have signed in; `room`, `slug`, `topic` (its address) of small talk."""
    postgres, redis, products = Postgres(), Redis(), []
    shared = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url, "SECRET_KEY": "only for this test " * 4}
    try:
        for name in ("one", "two"):
            products.append(Product(tmp_path_factory.mktemp(name), **shared).start())
        place = json.loads(products[0].manage("shell", "-v0", "-c", SIGN_IN % ADDRESSES).splitlines()[-1])
        ports = [product.port for product in products]
        yield SimpleNamespace(
            postgres=postgres,
            redis=redis,
            products=products,
            people=[Person(*place["people"][address], ports) for address in ADDRESSES if address in place["people"]],
            room=place["room"],
            slug=place["slug"],
            topic=f"/salon/rooms/{place['slug']}/topics/{place['topic']}/",
        )
    finally:
        for product in products:
            product.kill()
        redis.remove()
        postgres.remove()
