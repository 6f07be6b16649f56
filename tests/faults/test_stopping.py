"""A deploy: the process is told to stop, another takes its place. Pages come back by themselves and lose nothing."""

import asyncio
import itertools
import os
import random
import secrets
import signal
import threading
import time

import pytest

from config.stopping import FINISH_WITHIN
from salon.live.frames import COME_BACK, COME_BACK_WITHIN
from tests.faults.page import Page, Person, Refused

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("ROUNDS", "2"))
REST = 0.5  # seconds at most between two posts of a writer, while pages come back


class Writer(threading.Thread):
    """Posts one after the other; `cut` counts requests that were begun and got no answer.

    With a `rest`, because six without one would write faster than twelve pages that were away can read on this machine.
    """

    def __init__(self, person: Person, address: str):
        super().__init__(daemon=True)
        self.person, self.address = person, address
        self.begun, self.ended = threading.Event(), threading.Event()
        self.acknowledged, self.cut, self.rest = [], [], 0.0

    def run(self):
        for number in itertools.count():
            key = f"deploy-{secrets.token_hex(8)}-{number}"
            while not self.ended.is_set():
                try:
                    self.acknowledged.append(
                        self.person.post(self.address, body=f"{number} つめの文", key=key)["message"]
                    )
                    self.begun.set()
                    time.sleep(self.rest * random.random())
                    break
                except ConnectionRefusedError:
                    time.sleep(0.1)
                except (OSError, Refused) as error:
                    self.cut.append(repr(error))
                    time.sleep(0.1)
            else:
                return


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_deploy_loses_nothing_and_cuts_nothing(network, round_):
    asyncio.run(deploy(network))


async def deploy(network):
    product, other = network.products
    here, there = [product.port], [other.port]
    pages = [Page(Person(one.session, one.number, here), network.room, network.slug) for one in network.people * 3]
    # So many that somebody is always on the way to the door
    writers = [Writer(Person(one.session, 0, here), network.topic) for one in network.people[:3] * 2]
    for page in pages:
        await page.__aenter__()
    for writer in writers:
        writer.start()
    try:
        for writer in writers:
            await asyncio.to_thread(writer.begun.wait, 20)
        # Any moment of a post
        await asyncio.sleep(random.uniform(0, 0.5))
        began = time.monotonic()
        os.killpg(product.process.pid, signal.SIGTERM)
        code = await asyncio.to_thread(product.process.wait, 30)
        took = time.monotonic() - began
        for writer in writers:
            writer.rest = REST
        await asyncio.to_thread(product.start)
        for page in pages:
            await page.until(lambda one: one.connected.is_set(), COME_BACK_WITHIN + 10)
        for writer in writers:
            writer.ended.set()
        for writer in writers:
            await asyncio.to_thread(writer.join, 30)
        fresh = Page(Person(network.people[1].session, 0, there), network.room, network.slug)
        await fresh.catch_up()
        for page in pages:
            await page.until(lambda one: one.head == fresh.head, 15)
        assert code == 0, product.last_words()
        assert took < FINISH_WITHIN, product.last_words()
        for writer in writers:
            assert not writer.cut, f"a request under way was cut off: {writer.cut[:3]}"
            assert writer.acknowledged and set(writer.acknowledged) <= set(fresh.messages)
        for page in pages:
            assert page.codes[0] == COME_BACK
            assert page.shows() == fresh.shows()
    finally:
        for writer in writers:
            writer.ended.set()
        for page in pages:
            await page.away()
