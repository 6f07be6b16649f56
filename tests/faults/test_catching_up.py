"""Whatever the network, Redis or a process loses: an open page ends with what a fresh one shows."""

import asyncio
import os
import random
import time

import pytest

from tests.faults.page import Page, Person

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("ROUNDS", "2"))
REDIS_AWAY = float(os.environ.get("REDIS_AWAY", "8"))  # seconds; the guarantee speaks of a minute: REDIS_AWAY=60
FOUND_WITHIN = 15
QUIET = """
from unittest import mock
from members.models import Person
from salon import bell
from salon.models import Topic
from salon.rooms import posting
who, topic = Person.objects.get(pk=%s), Topic.objects.get(pk=%s)
with mock.patch.object(bell, "_ring"):
    posting.post(person=who, topic=topic, text="誰も知らない文", key="nobody-was-told-%s")
"""


DECK = ["post", "post", "post", "edit", "withdraw", "react"] * 3


def act(network, person: Person, own: list[str], what: str = "post") -> None:
    """One of the things that happen in a room: a post, an edit, a withdrawal, a reaction."""
    if what == "post" or not own:
        key = f"act-{time.monotonic_ns()}"
        own.append(person.post(network.topic, body=f"{len(own) + 1} つめの文", key=key)["message"])
        return
    place = f"/salon/rooms/{network.slug}/messages/{random.choice(own)}/{what}/"
    form = {"edit": {"body": f"直した文 {len(own)}"}, "withdraw": {}, "react": {"kind": "thanks"}}[what]
    status, body = person.request("POST", place, form)
    # What was taken back cannot be edited any more
    assert status in (204, 302, 404, 409), (what, status, body[:300])
    if what == "withdraw":
        own.remove(place.split("/")[-3])


async def talk(network, *, seconds: float = 0) -> None:
    """Three do all there is to do now and then, in any order; and so on for so many seconds."""
    until = time.monotonic() + seconds

    def one(person: Person):
        own: list[str] = []
        more = True
        while more:
            for what in ["post", *random.sample(DECK, len(DECK))]:
                act(network, person, own, what)
                time.sleep(random.uniform(0, 0.2))
                if seconds and time.monotonic() > until:
                    break
            more = time.monotonic() < until

    await asyncio.gather(*(asyncio.to_thread(one, person) for person in network.people[:3]))


async def fresh(network) -> Page:
    page = Page(network.people[1], network.room, network.slug)
    await page.catch_up()
    return page


async def all_end_alike(network, pages: list[Page], within: float) -> None:
    new = await fresh(network)
    for page in pages:
        await page.until(lambda one: one.head >= new.head, within)
    assert [page.shows() == new.shows() for page in pages] == [True] * len(pages)


def page_at(network, process: int, person: int = 0) -> Page:
    one = network.people[person]
    return Page(Person(one.session, one.number, [network.products[process].port]), network.room, network.slug)


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_who_was_away_or_lost_frames_ends_like_a_fresh_page(network, round_):
    async def scenario():
        pages = [page_at(network, number % 2, number % 3) for number in range(6)]
        for page in pages:
            await page.__aenter__()
        pages[0].swallow, pages[1].swallow, pages[2].swallow = 0.2, 0.5, 0.9
        talking = asyncio.create_task(talk(network))
        await pages[3].away()
        await pages[4].away()
        heard = pages[5].head
        await pages[5].until(lambda one: one.head > heard + 10, 20)
        await pages[3].__aenter__()
        await talking
        await pages[4].__aenter__()
        for page in pages:
            page.swallow = 0.0
        # A frame that was swallowed shows with the next one, or when the page connects again
        await asyncio.to_thread(act, network, network.people[0], [])
        await all_end_alike(network, pages, FOUND_WITHIN)
        assert any("直しました" in html for html in pages[0].messages.values())
        assert any("取り下げました" in html for html in pages[0].messages.values())
        for page in pages:
            await page.away()

    asyncio.run(scenario())


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_without_redis_posting_goes_on_and_pages_hear_within_15_seconds(network, round_):
    async def scenario():
        async with page_at(network, 0) as one, page_at(network, 1) as two:
            network.redis.kill()
            try:
                # `act` fails on any answer that is no success
                await talk(network, seconds=REDIS_AWAY)
                await all_end_alike(network, [one, two], FOUND_WITHIN)
                assert not one.codes and not two.codes, "a socket was closed because Redis was away"
            finally:
                network.redis.start()
            # And once it is back, it rings again
            await talk(network, seconds=1)
            await all_end_alike(network, [one, two], FOUND_WITHIN)

    asyncio.run(scenario())


def test_a_ring_that_nobody_heard_is_made_up_for(network):
    """Killed between commit and ring: the room's counter and the event are there, and nobody was told."""

    async def scenario():
        async with page_at(network, 0) as one, page_at(network, 1) as two:
            topic = network.topic.rstrip("/").rsplit("/")[-1]
            await asyncio.to_thread(network.shell, QUIET % (network.people[0].number, topic, time.monotonic_ns()))
            for page in (one, two):
                await page.until(lambda page: any("誰も知らない文" in html for html in page.messages.values()), 15)

    asyncio.run(scenario())


def test_a_process_killed_after_an_answer_keeps_nothing_from_the_other(network):
    async def scenario():
        victim = network.products[0]
        async with page_at(network, 1) as page:
            for number in range(ROUNDS):
                writer = Person(network.people[0].session, 0, [victim.port])
                posted = await asyncio.to_thread(
                    writer.post, network.topic, body="最後の文", key=f"then-killed-{time.monotonic_ns()}-{number}"
                )
                victim.kill()
                await page.until(lambda one, posted=posted: posted["message"] in one.messages, FOUND_WITHIN)
                await asyncio.to_thread(victim.start)

    asyncio.run(scenario())


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_when_postgres_is_back_nobody_hears_of_it_any_more(network, round_):
    """Every thread has a connection, and statements prepared on it, that died with the server."""

    def posts(person: Person, count: int) -> list[int]:
        form = {"body": "前と後"}
        keys = [f"again-{time.monotonic_ns()}-{number}" for number in range(count)]
        return [person.request("POST", network.topic, form | {"key": key})[0] for key in keys]

    async def everybody(count: int) -> list[int]:
        """From all sides at once, so that all threads have their share."""
        found = await asyncio.gather(*(asyncio.to_thread(posts, person, count) for person in network.people * 3))
        return [status for some in found for status in some]

    async def opened(process: int) -> bool:
        async with page_at(network, process) as page:
            return not page.codes

    async def scenario():
        async with page_at(network, 0) as one, page_at(network, 1) as two:
            assert set(await everybody(10)) == {201}
            assert all(await asyncio.gather(*(opened(number % 2) for number in range(8))))
            network.postgres.kill()
            try:
                without = await everybody(1)
            finally:
                await asyncio.to_thread(network.postgres.start)
            assert min(without) >= 500
            assert set(await everybody(10)) == {201}
            assert all(await asyncio.gather(*(opened(number % 2) for number in range(8))))
            assert not one.codes and not two.codes, "a socket was closed because PostgreSQL was away"
            await all_end_alike(network, [one, two], FOUND_WITHIN)
        for product in network.products:
            assert "prepared statement" not in product.log.read_text()

    asyncio.run(scenario())
