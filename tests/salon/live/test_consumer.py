"""Who may listen, what arrives, and what is taken away again."""

import asyncio
import threading
import time
from functools import partial

import pytest
from channels.db import database_sync_to_async
from django.contrib.sessions.models import Session
from django.db import OperationalError, transaction

from members import access
from members.models import Affiliation, Person
from salon import bell, sealing
from salon.live import consumer
from salon.live import hub as hub_module
from salon.rooms import changing, opening
from tests.factories.members import EditorFactory, PersonFactory
from tests.factories.salon import excluded, kinki, outsider, said, topic_in
from tests.salon.live.conftest import Line, session_of

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]

# In a thread of its own, as a page's view runs in one
in_thread = partial(database_sync_to_async, thread_sensitive=False)


async def listening(lines):
    """Somebody has a room open in which another writes: the room, who writes, the topic, the socket."""
    here, one, two = await in_thread(kinki)()
    topic = await in_thread(topic_in)(here, one)
    line = await lines(two)
    await line.open(here)
    return here, one, topic, line


async def test_a_post_reaches_everybody_who_has_the_room_open(lines):
    here, one, two = await in_thread(kinki)()
    mine, theirs = await lines(one), await lines(two)
    for line in (mine, theirs):
        assert await line.open(here) == {"t": "opened", "room": here.pk, "head": 0}
    topic = await in_thread(topic_in)(here, one, text="とどく文")
    for line in (mine, theirs):
        frame = await line.next("events")
        assert (frame["room"], frame["after"]) == (here.pk, 0)
        assert [(item["seq"], item["topic"], item["author"]) for item in frame["items"]] == [(1, topic.pk, one.pk)]
        assert "とどく文" in frame["items"][0]["html"]


async def test_a_socket_says_first_whose_it_is(lines):
    person = await in_thread(PersonFactory)()
    assert (await lines(person)).hello == {"t": "hello", "beat": 10, "person": person.pk}


async def test_posts_arrive_in_order_and_without_a_gap(lines):
    here, one, two = await in_thread(kinki)()
    line = await lines(two)
    await line.open(here)
    topic = await in_thread(topic_in)(here, one)
    for _ in range(30):
        await in_thread(said)(topic, one)
    seen, after = [], 0
    while len(seen) < 31:
        frame = await line.next("events")
        assert frame["after"] == after
        seen += [item["seq"] for item in frame["items"]]
        after = seen[-1]
    assert seen == list(range(1, 32))


async def test_the_list_of_rooms_hears_that_something_came_and_no_word_of_it(lines):
    here, one, two = await in_thread(kinki)()
    line = await lines(two)
    await line.open(here, full=False)
    topic = await in_thread(topic_in)(here, one, text="とどかない文")
    post = {"seq": 1, "author": one.pk, "topic": topic.pk}
    assert await line.next() == {"t": "stir", "room": here.pk, "head": 1, "posts": [post], "recount": False}


async def test_who_may_not_read_a_room_hears_nothing_of_it(lines):
    here, one, _ = await in_thread(kinki)()
    listeners = [await lines(await in_thread(make)()) for make in (outsider, EditorFactory, PersonFactory)]
    for line in listeners:
        assert await line.open(here) == {"t": "refused", "room": here.pk}
    await in_thread(topic_in)(here, one)
    for line in listeners:
        assert await line.silent()


@pytest.mark.parametrize("number", [0, 999_999, 2**63 - 1])
async def test_a_room_that_is_not_there_is_refused_like_one_that_is_closed(lines, number):
    line = await lines(await in_thread(outsider)())
    await line.send(t="open", room=number)
    assert await line.next() == {"t": "refused", "room": number}


@pytest.mark.parametrize("session", [None, "no-such-session", "x" * 5000])
async def test_without_a_session_there_is_no_socket(session):
    line = Line(session)
    assert not await line.connect()
    assert line.code == 4401


@pytest.mark.parametrize("origin", ["http://evil.example", "https://testserver", "http://testserver:8001", "null"])
async def test_a_page_from_elsewhere_opens_no_socket(origin):
    _, one, _ = await in_thread(kinki)()
    line = Line(await session_of(one), origin=origin)
    assert not await line.connect()


async def test_any_other_address_is_refused():
    _, one, _ = await in_thread(kinki)()
    assert not await Line(await session_of(one), path="/live/other/").connect()


@pytest.mark.parametrize("text", ["[", "[]", '{"t":"open","room":NaN}', '{"t":"\\ud800"}', "[" * 1900])
async def test_rubbish_is_answered_and_the_socket_lives_on(lines, text):
    here, one, _ = await in_thread(kinki)()
    line = await lines(one)
    await line.wire.send_to(text_data=text)
    assert await line.next() == {"t": "error"}
    assert (await line.open(here))["t"] == "opened"


async def test_who_sends_nothing_but_rubbish_is_closed(lines):
    _, one, _ = await in_thread(kinki)()
    line = await lines(one)
    for _ in range(12):
        await line.wire.send_to(bytes_data=b"\x00")
    assert await line.closed_with() == 4429


async def test_a_ring_that_was_lost_is_made_up_for(lines, monkeypatch):
    monkeypatch.setattr(bell, "_ring", lambda *ring: None)
    monkeypatch.setattr(hub_module, "HEADS_EVERY", 0.05)
    here, one, two = await in_thread(kinki)()
    line = await lines(two)
    await line.open(here)
    await in_thread(topic_in)(here, one, text="ベルの鳴らなかった文")
    assert "ベルの鳴らなかった文" in (await line.next("events"))["items"][0]["html"]


def exclude(person, room):
    excluded(person, room)


def end_affiliation(person, room):
    Affiliation.objects.filter(person=person).delete()


def move_away(person, room):
    organisation = person.organisations().get()
    organisation.prefectures.clear()


@pytest.mark.parametrize("change", [exclude, end_affiliation, move_away])
async def test_who_is_taken_out_of_a_room_hears_nothing_more_within_a_second(lines, change):
    here, one, two = await in_thread(kinki)()
    line = await lines(two)
    await line.open(here)
    await in_thread(change)(two, here)
    assert await line.next(within=2) == {"t": "gone", "room": here.pk}
    await in_thread(topic_in)(here, one)
    assert await line.silent()
    assert await line.open(here) == {"t": "refused", "room": here.pk}


async def test_signing_out_closes_the_sockets_of_that_session_only(lines):
    here, one, _ = await in_thread(kinki)()
    here_line, elsewhere = await lines(one), await lines(one)
    await elsewhere.open(here)

    def sign_out():
        Session.objects.filter(session_key=here_line.session).delete()
        access.raise_version()

    await in_thread(sign_out)()
    assert await here_line.closed_with(within=2) == 4401
    await in_thread(topic_in)(here, one)
    assert (await elsewhere.next("events"))["room"] == here.pk


async def test_a_person_who_was_deactivated_is_closed(lines):
    _, one, _ = await in_thread(kinki)()
    line = await lines(one)

    def deactivate():
        person = Person.objects.get(pk=one.pk)
        person.is_active = False
        person.save()

    await in_thread(deactivate)()
    assert await line.closed_with(within=2) == 4401


async def test_leaving_a_room_is_the_end_of_its_news(lines):
    here, one, two = await in_thread(kinki)()
    line = await lines(two)
    await line.open(here)
    await line.send(t="leave", room=here.pk)
    await asyncio.sleep(0.1)
    await in_thread(topic_in)(here, one)
    assert await line.silent()


async def test_the_room_of_an_introduction_is_heard_by_its_sides_only(lines):
    _, one, two = await in_thread(kinki)()
    third = await in_thread(outsider)()
    organisations = await in_thread(lambda: [one.organisations().get(), two.organisations().get()])()
    room = await in_thread(opening.open_introduction_room)(organisations, "おつなぎ")
    inside, outside = await lines(one), await lines(third)
    assert (await inside.open(room))["t"] == "opened"
    assert (await outside.open(room))["t"] == "refused"


async def test_a_room_opened_while_permissions_are_checked_stays_open(lines, monkeypatch):
    here, one, _ = await in_thread(kinki)()
    line = await lines(one)
    asked = hub_module.access.still_allowed
    monkeypatch.setattr(hub_module.access, "still_allowed", lambda sockets: (time.sleep(0.3), asked(sockets))[1])
    checking = asyncio.create_task(hub_module.hub().recheck())
    await asyncio.sleep(0.05)
    assert (await line.open(here))["t"] == "opened"
    await checking
    await in_thread(topic_in)(here, one)
    assert (await line.next())["t"] == "events"


async def test_a_permission_that_was_taken_back_while_it_was_on_its_way_opens_nothing(lines, monkeypatch):
    """Read before the change, at the hub only after the check that the change called for had begun."""
    here, one, two = await in_thread(kinki)()
    line = await lines(two)
    check_has_begun = threading.Event()
    may_open, still_allowed = hub_module.access.may_open, hub_module.access.still_allowed

    def slow_permission(person, room):
        head = may_open(person, room)
        exclude(two, here)
        check_has_begun.wait(5)
        return head

    def slow_check(sockets):
        check_has_begun.set()
        time.sleep(0.3)
        return still_allowed(sockets)

    # The change is made within, once: whoever asks again gets today's answer
    answers = iter([slow_permission])
    monkeypatch.setattr(hub_module.access, "may_open", lambda *args: next(answers, may_open)(*args))
    monkeypatch.setattr(hub_module.access, "still_allowed", slow_check)
    assert await line.open(here) == {"t": "refused", "room": here.pk}
    await in_thread(topic_in)(here, one)
    assert await line.silent()


async def test_a_session_that_ends_on_the_way_in_opens_nothing(lines, monkeypatch):
    _here, one, two = await in_thread(kinki)()
    await lines(one)  # so that somebody looks
    session, ask = await session_of(two), consumer.person_of
    hub = hub_module.hub()

    def ended_meanwhile(key):
        person = ask(key)
        if key == session and person:
            with transaction.atomic():
                Session.objects.filter(session_key=session).delete()
                access.raise_version()
            before, until = hub.checks, time.monotonic() + 10
            while hub.checks == before and time.monotonic() < until:
                time.sleep(0.01)
        return person

    monkeypatch.setattr(consumer, "person_of", ended_meanwhile)
    line = Line(session)
    await line.connect()
    assert await line.closed_with() == 4401


async def test_one_person_has_no_endless_number_of_sockets(lines, monkeypatch):
    monkeypatch.setattr(hub_module, "MOST_SOCKETS", 2)
    _, one, two = await in_thread(kinki)()
    first, _second = await lines(one), await lines(one)
    third = Line(await session_of(one))
    await third.connect()
    assert await third.closed_with() == 4429
    await lines(two)
    await first.wire.disconnect()
    await lines(one)


async def test_posts_of_this_process_come_without_asking_the_database_for_them(lines, monkeypatch):
    _here, one, topic, line = await listening(lines)
    asked = []
    monkeypatch.setattr(hub_module, "events_after", lambda *which: asked.append(which) or [])
    await in_thread(said)(topic, one, text="すぐとどく文")
    frame = await line.next("events")
    assert [item["seq"] for item in frame["items"]] == [2]
    assert "すぐとどく文" in frame["items"][0]["html"]
    assert asked == []


async def test_a_post_of_another_process_comes_sealed_without_asking_the_database(lines, rings, monkeypatch):
    here, one, topic, line = await listening(lines)
    rings.clear()
    await in_thread(said)(topic, one, text="となりのサーバーからの文")
    asked = []
    monkeypatch.setattr(hub_module, "events_after", lambda *which: asked.append(which) or [])
    hub_module.hub().hear_elsewhere([[here.pk, 2]], sealing.seal(rings))
    frame = await line.next("events")
    assert [item["seq"] for item in frame["items"]] == [2]
    assert "となりのサーバーからの文" in frame["items"][0]["html"]
    assert asked == []


async def test_what_somebody_else_sealed_is_as_if_only_the_bell_had_rung(lines, rings):
    here, one, topic, line = await listening(lines)
    rings.clear()
    await in_thread(said)(topic, one, text="ほんとうの文")
    hub_module.hub().hear_elsewhere([[here.pk, 2]], b"sealed elsewhere")
    frame = await line.next("events")
    assert [item["seq"] for item in frame["items"]] == [2]
    assert "ほんとうの文" in frame["items"][0]["html"]


async def test_after_a_gap_the_database_is_asked_whatever_came_ready(lines, monkeypatch):
    _here, one, topic, line = await listening(lines)
    ring = bell._ring
    monkeypatch.setattr(bell, "_ring", lambda *_: None)
    await in_thread(said)(topic, one, text="鳴らなかった文")
    monkeypatch.setattr(bell, "_ring", ring)
    await in_thread(said)(topic, one, text="鳴った文")
    seen = []
    while len(seen) < 2:
        seen += (await line.next("events"))["items"]
    assert [item["seq"] for item in seen] == [2, 3]
    assert "鳴らなかった文" in seen[0]["html"]


@pytest.fixture
def rings(monkeypatch):
    """What would have rung, made ready as it is at a post, until the test rings."""
    held = []
    monkeypatch.setattr(bell, "_ring", lambda room, seq, item: held.append((room, seq, dict(item()) if item else None)))
    return held


async def test_what_was_taken_back_before_it_was_sent_is_shown_to_nobody(lines, rings):
    _here, one, topic, line = await listening(lines)
    rings.clear()
    message = await in_thread(said)(topic, one, text="すぐ取り下げた文")
    await in_thread(changing.withdraw)(one, message)
    assert "すぐ取り下げた文" in rings[0][2]["html"]
    for ring in rings:
        hub_module.hub().hear(*ring)
    items = (await line.next("events"))["items"]
    assert [item["seq"] for item in items] == list(range(2, rings[-1][1] + 1))
    assert "すぐ取り下げた文" not in str(items)


async def test_what_came_ready_is_not_kept_for_later_when_the_database_was_away(lines, rings, monkeypatch):
    here, one, topic, line = await listening(lines)
    rings.clear()
    message = await in_thread(said)(topic, one, text="鳴らなかった文")
    message = await in_thread(said)(topic, one, text="すぐ取り下げた文")
    asked = asyncio.Event()

    def away(*_):
        loop.call_soon_threadsafe(asked.set)
        raise OperationalError("the server closed the connection unexpectedly")

    loop = asyncio.get_running_loop()
    with monkeypatch.context() as broken:
        broken.setattr(hub_module, "events_after", away)
        hub_module.hub().hear(*rings[1])
        await asked.wait()
        while hub_module.hub().lines[here.pk].running:  # noqa: ASYNC110 (there is nothing that says it)
            await asyncio.sleep(0)
    await in_thread(changing.withdraw)(one, message)
    hub_module.hub().hear(*rings[0])
    items = (await line.next("events"))["items"]
    assert [item["seq"] for item in items] == list(range(2, rings[-1][1] + 1))
    assert "すぐ取り下げた文" not in str(items)


async def test_what_came_ready_is_sent_once_though_it_rings_again(lines, rings):
    here, one, topic, line = await listening(lines)
    rings.clear()
    for number in range(3):
        await in_thread(said)(topic, one, text=f"{number} 番目")
    first, second, third = rings
    # Another thread was quicker, and Redis brings our own rings back
    for ring in (second, first, (here.pk, 2), third, second, first, (here.pk, 4)):
        hub_module.hub().hear(*ring)
    seen = []
    while len(seen) < 3:
        seen += (await line.next("events"))["items"]
    assert [item["seq"] for item in seen] == [2, 3, 4]
    assert await line.silent()
