"""Who is here and who is typing: quiet, short-lived, and only for those who may read the room."""

from functools import partial
from types import SimpleNamespace

import pytest
from channels.db import database_sync_to_async

from salon.live import hub as hub_module
from salon.live import presence
from salon.live.presence import Presence
from salon.models import Message, RoomEvent
from tests.factories.salon import kinki, outsider, topic_in

live = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]
in_thread = partial(database_sync_to_async, thread_sensitive=False)


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(hub_module, "TELL_EVERY", 0.05)


async def presence_until(line, what):
    while True:
        frame = await line.next("presence")
        if what(frame):
            return frame


class TestOverSockets:
    pytestmark = live

    async def test_who_has_a_room_open_sees_who_else_has(self, lines):
        here, one, two = await in_thread(kinki)()
        mine, theirs = await lines(one), await lines(two)
        await mine.open(here)
        await theirs.open(here)
        for line in (mine, theirs):
            frame = await presence_until(line, lambda frame: frame["number"] == 2)
            assert frame["here"] == [{"id": one.pk, "name": one.name}, {"id": two.pk, "name": two.name}]
        await theirs.send(t="leave", room=here.pk)
        assert (await presence_until(mine, lambda frame: frame["number"] == 1))["here"][0]["id"] == one.pk

    async def test_a_second_page_of_one_person_is_told_at_once_and_tells_nothing_new(self, lines):
        here, one, _ = await in_thread(kinki)()
        first, second = await lines(one), await lines(one)
        await first.open(here)
        await first.next("presence")
        await second.open(here)
        assert (await second.next("presence"))["number"] == 1
        assert await first.wire.receive_nothing(timeout=0.2)

    async def test_who_types_is_shown_where_and_stops_with_the_text(self, lines):
        here, one, two = await in_thread(kinki)()
        topic = await in_thread(topic_in)(here, one)
        mine, theirs = await lines(one), await lines(two)
        await mine.open(here)
        await theirs.open(here)
        await theirs.send(t="typing", room=here.pk, topic=topic.pk)
        frame = await presence_until(mine, lambda frame: frame["typing"])
        assert frame["typing"] == [{"id": two.pk, "name": two.name, "topic": topic.pk}]
        await theirs.send(t="typing", room=here.pk, topic=0)
        await presence_until(mine, lambda frame: not frame["typing"])

    async def test_typing_writes_nothing(self, lines):
        here, one, _ = await in_thread(kinki)()
        topic = await in_thread(topic_in)(here, one)
        line = await lines(one)
        await line.open(here)

        def stored():
            return Message.objects.count(), RoomEvent.objects.count()

        before = await in_thread(stored)()
        await line.send(t="typing", room=here.pk, topic=topic.pk)
        await presence_until(line, lambda frame: frame["typing"])
        assert await in_thread(stored)() == before

    async def test_whoever_may_not_read_the_room_neither_hears_nor_is_heard(self, lines):
        here, one, _ = await in_thread(kinki)()
        inside, outside = await lines(one), await lines(await in_thread(outsider)())
        await inside.open(here)
        await inside.next("presence")
        assert (await outside.open(here))["t"] == "refused"
        await outside.send(t="typing", room=here.pk, topic=1)
        assert await inside.wire.receive_nothing(timeout=0.2)
        assert await outside.wire.receive_nothing(timeout=0.1)

    async def test_the_list_of_rooms_hears_of_nobody(self, lines):
        here, one, two = await in_thread(kinki)()
        watching, reading = await lines(one), await lines(two)
        await watching.open(here, full=False)
        await reading.open(here)
        assert (await reading.next("presence"))["number"] == 1
        assert await watching.wire.receive_nothing(timeout=0.2)

    async def test_who_closes_the_page_is_gone(self, lines):
        here, one, two = await in_thread(kinki)()
        mine, theirs = await lines(one), await lines(two)
        await mine.open(here)
        await theirs.open(here)
        await presence_until(mine, lambda frame: frame["number"] == 2)
        await theirs.wire.disconnect()
        await presence_until(mine, lambda frame: frame["number"] == 1)


class Clock:
    def __init__(self, monkeypatch):
        self.now = 1000.0
        monkeypatch.setattr(presence, "time", SimpleNamespace(monotonic=lambda: self.now))


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


def shown(one: Presence, listeners: int = 1):
    return dict(one.to_show({7: listeners}))


def talk(*processes: Presence):
    """What each has to tell reaches the others, until nobody has anything to tell."""
    while messages := [message for process in processes if (message := process.to_tell())]:
        for message in messages:
            for process in processes:
                process.hear(message)


class TestOverProcesses:
    def test_who_is_at_another_process_is_here_too(self, clock):
        one, two = Presence(), Presence()
        one.come(7, 1, "ひかり")
        talk(one, two)
        two.come(7, 2, "つむぐ")
        talk(one, two)
        assert "つむぐ" in shown(one)[7]
        assert "ひかり" in shown(two)[7]

    def test_a_process_that_was_killed_is_forgotten(self, clock):
        one, two = Presence(), Presence()
        one.come(7, 1, "ひかり")
        two.come(7, 2, "つむぐ")
        talk(one, two)
        assert '"number":2' in shown(one)[7]
        clock.now += presence.LASTS + 1
        assert '"number":1' in shown(one)[7]

    def test_a_process_that_is_there_is_not(self, clock):
        one, two = Presence(), Presence()
        one.come(7, 1, "ひかり")
        two.come(7, 2, "つむぐ")
        for _ in range(10):
            talk(one, two)
            clock.now += presence.REPEAT_EVERY + 1
        one.crowds[7].changed = True
        talk(one, two)
        assert '"number":2' in one.crowds[7].frame(7)

    def test_typing_ends_by_itself_here_and_there(self, clock):
        one, two = Presence(), Presence()
        one.come(7, 1, "ひかり")
        two.come(7, 2, "つむぐ")
        talk(one, two)
        one.type(7, 1, 30)
        talk(one, two)
        assert all('"topic":30' in shown(process)[7] for process in (one, two))
        clock.now += presence.TYPING_LASTS + 0.1
        assert all('"typing":[]' in shown(process)[7] for process in (one, two))

    def test_a_large_room_hears_seldom(self, clock):
        one = Presence()
        one.come(7, 1, "ひかり")
        assert shown(one, listeners=1000)
        one.come(7, 2, "つむぐ")
        clock.now += 4
        assert not shown(one, listeners=1000)
        clock.now += 2
        assert shown(one, listeners=1000)

    def test_names_are_few_however_many_are_here(self, clock):
        one = Presence()
        for person in range(1, 101):
            one.come(7, person, "ひかり")
        assert shown(one)[7].count("ひかり") == presence.MOST_NAMED
        assert '"number":100' in one.crowds[7].shown

    def test_an_empty_room_is_kept_nowhere(self, clock):
        one, two = Presence(), Presence()
        for process, person in ((one, 1), (two, 2)):
            process.come(7, person, "ひかり")
        talk(one, two)
        one.go(7, 1)
        talk(one, two)
        shown(one)
        assert one.crowds == {}
        assert '"number":1' in shown(two)[7]
