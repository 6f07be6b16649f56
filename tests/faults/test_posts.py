"""Whatever is killed, and however often a post is sent again: what was acknowledged is there once, in order."""

import http.client
import itertools
import json
import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.page import Person

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("ROUNDS", "2"))  # each kills every server once


class Writer(threading.Thread):
    """Posts one message after the other, each until it is acknowledged, to whichever process answers."""

    def __init__(self, name: str, person: Person, address: str):
        super().__init__(name=f"{name}-{time.monotonic_ns()}", daemon=True)
        self.person, self.address, self.ended = person, address, threading.Event()
        self.acknowledged, self.sent, self.again, self.troubles = [], [], 0, []

    def run(self):
        try:
            for number in itertools.count():
                if self.ended.is_set():
                    return
                self.say(f"{self.name} の {number} 番目", f"{self.name}-{number}")
        except AssertionError as error:
            self.troubles.append(error)

    def say(self, text: str, key: str) -> None:
        self.sent.append(text)
        if random.random() < 0.3:
            # The same post from several sides at once, as after a doubt: to each the same answer
            with ThreadPoolExecutor(3) as sides:
                answer, *others = sides.map(lambda _: self.until_acknowledged(text, key), range(3))
            assert others == [answer, answer]
        else:
            answer = self.until_acknowledged(text, key)
        self.acknowledged.append((answer["seq"], answer["message"], text))

    def until_acknowledged(self, text: str, key: str) -> dict:
        while True:
            try:
                status, body = self.person.request("POST", self.address, {"body": text, "key": key})
            except (OSError, http.client.HTTPException):
                status, body = 599, b""
            if status == 201:
                return json.loads(body)
            assert status >= 500, (status, body[:500])
            self.again += 1
            time.sleep(0.1)

    def await_another(self) -> None:
        """Until it has said something more, and been answered."""
        before, until = len(self.acknowledged), time.monotonic() + 60
        while len(self.acknowledged) == before:
            assert not self.troubles, self.troubles
            assert time.monotonic() < until, "nothing is acknowledged any more"
            time.sleep(0.01)


def events(person: Person, slug: str, after: int) -> list[dict]:
    found, more = [], True
    while more:
        status, body = person.request("GET", f"/salon/rooms/{slug}/events/?after={after}")
        assert status == 200, (status, body[:500])
        page = json.loads(body)
        found += page["items"]
        after, more = (found[-1]["seq"] if found else after), page["more"]
    return found


def test_acknowledged_once_and_in_order_over_two_processes(network):
    people = network.people[:3]
    before = len(events(people[0], network.slug, 0))
    writers = [Writer(f"writer{number}", person, network.topic) for number, person in enumerate(people)]
    for writer in writers:
        writer.start()
    try:
        for _ in range(ROUNDS):
            for victim in random.sample([*network.products, network.redis, network.postgres], 4):
                for writer in writers:
                    writer.await_another()
                # Any moment of a post
                time.sleep(random.uniform(0, 0.5))
                victim.kill()
                time.sleep(random.uniform(0, 1))
                victim.start()
        for writer in writers:
            writer.await_another()
    finally:
        for writer in writers:
            writer.ended.set()
    for writer in writers:
        writer.join(timeout=60)
        assert not writer.is_alive(), "the last post was never acknowledged"
        assert not writer.troubles, writer.troubles
    assert sum(writer.again for writer in writers), "nothing was ever in doubt: the test has shown nothing"
    for product in network.products:
        found = events(Person(people[0].session, people[0].number, [product.port]), network.slug, 0)
        numbers = [event["seq"] for event in found]
        assert numbers == list(range(1, len(numbers) + 1)), "a gap or a double number"
        by_message = {event["message"]: event for event in found if event["kind"] == "post"}
        assert len(by_message) == sum(event["kind"] == "post" for event in found)
        said = [event["html"] for event in found[before:]]
        for writer in writers:
            order = [seq for seq, _, _ in writer.acknowledged]
            assert order == sorted(order)
            assert order == [by_message[message]["seq"] for _, message, _ in writer.acknowledged]
            for text in writer.sent:
                shown = sum(f"{text}<" in html for html in said)
                assert shown == 1, f"{text}: {shown} times"
