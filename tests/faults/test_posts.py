"""Whatever is killed, and however often a post is sent again: what was acknowledged is there once, in order."""

import http.client
import itertools
import json
import os
import random
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browser.product import Product
from tests.faults.servers import Postgres, Redis

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("ROUNDS", "2"))  # each kills every server once
WRITERS = ["minato@example.org", "hoshizora@example.org", "koyama@example.org"]
SESSIONS = """
import json, sys
from django.test import Client
from members.models import Person
from salon.models import Room
found = {}
for person in Person.objects.filter(email__in=%r):
    client = Client()
    client.force_login(person)
    found[person.email] = client.cookies["sessionid"].value
print(json.dumps({"sessions": found, "topic": Room.objects.get(name="雑談").topics.first().pk, "room": Room.objects.get(name="雑談").slug}))
"""


class Writer(threading.Thread):
    """Posts one message after the other, each until it is acknowledged, to whichever process answers."""

    def __init__(self, name, session, address, ports, stop):
        super().__init__(name=name, daemon=True)
        self.session, self.address, self.ports, self.stop = session, address, ports, stop
        self.acknowledged, self.sent, self.again = [], [], 0

    def run(self):
        for number in itertools.count():
            if self.stop.is_set():
                return
            who = self.name.split("@")[0]
            text, key = f"{who} の {number} 番目", f"{who}-{number:08}"
            self.sent.append(text)
            if random.random() < 0.3:
                # The same post from several sides at once, as after a doubt: to each the same answer
                with ThreadPoolExecutor(3) as sides:
                    answer, *others = sides.map(lambda _, said=(text, key): self.until_acknowledged(*said), range(3))
                assert others == [answer, answer]
            else:
                answer = self.until_acknowledged(text, key)
            self.acknowledged.append((answer["seq"], answer["message"], text))

    def until_acknowledged(self, text, key):
        while (answer := self.post(text, key)) is None:
            self.again += 1
            time.sleep(0.1)
        return answer

    def post(self, text, key):
        token = "a" * 32
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={token}",
            "X-CSRFToken": token,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection = http.client.HTTPConnection("127.0.0.1", random.choice(self.ports), timeout=10)
        try:
            connection.request("POST", self.address, urllib.parse.urlencode({"body": text, "key": key}), headers)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        if answer.status == 201:
            return json.loads(body)
        assert answer.status >= 500, (answer.status, body[:500])
        return None


def events(port, session, room):
    after, found = 0, []
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request(
            "GET", f"/salon/rooms/{room}/events/?after={after}", headers={"Cookie": f"sessionid={session}"}
        )
        page = json.loads(connection.getresponse().read())
        connection.close()
        found += page["items"]
        if not page["more"]:
            return found
        after = found[-1]["seq"]


@pytest.fixture
def servers(tmp_path):
    postgres, redis, products = Postgres(), Redis(), []
    shared = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url, "SECRET_KEY": "only for this test " * 4}
    try:
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            products.append(Product(tmp_path / name, **shared).start())
        yield postgres, redis, products
    finally:
        for product in products:
            product.kill()
        redis.remove()
        postgres.remove()


def test_acknowledged_once_and_in_order_over_two_processes(servers):
    postgres, redis, products = servers
    place = json.loads(products[0].manage("shell", "-v0", "-c", SESSIONS % WRITERS).splitlines()[-1])
    address = f"/salon/rooms/{place['room']}/topics/{place['topic']}/"
    ports, stop = [product.port for product in products], threading.Event()
    writers = [Writer(name, place["sessions"][name], address, ports, stop) for name in WRITERS]
    for writer in writers:
        writer.start()
    try:
        for _ in range(ROUNDS):
            for victim in random.sample([*products, redis, postgres], 4):
                time.sleep(random.uniform(0.5, 2))
                victim.kill()
                time.sleep(random.uniform(0, 1))
                victim.start()
        time.sleep(2)
    finally:
        stop.set()
    for writer in writers:
        writer.join(timeout=60)
        assert not writer.is_alive(), "the last post was never acknowledged"
        assert writer.acknowledged
    assert sum(writer.again for writer in writers), "nothing was ever in doubt: the test has shown nothing"
    for port in ports:
        found = events(port, place["sessions"][WRITERS[0]], place["room"])
        numbers = [event["seq"] for event in found]
        assert numbers == list(range(1, len(numbers) + 1)), "a gap or a double number"
        posts = [event["message"] for event in found if event["kind"] == "post"]
        assert len(posts) == len(set(posts))
        by_message = {event["message"]: event for event in found if event["kind"] == "post"}
        for writer in writers:
            assert [by_message[message]["seq"] for _, message, _ in writer.acknowledged] == [
                seq for seq, _, _ in writer.acknowledged
            ]
            order = [seq for seq, _, _ in writer.acknowledged]
            assert order == sorted(order)
            for text in writer.sent:
                shown = sum(f"{text}<" in event["html"] for event in by_message.values())
                assert shown == 1, f"{text}: {shown} times"
