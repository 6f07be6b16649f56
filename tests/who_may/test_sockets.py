"""/live/ × every role × rooms of one's own and of others. What is said on the line stands in tests/salon/live/."""

import pytest
from asgiref.sync import sync_to_async

from tests.salon.live.conftest import Line, lines  # noqa: F401 (a fixture)
from tests.who_may.roles import ALL, FACILITATOR, MEMBER, STRANGER, only
from tests.who_may.world import build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]
OWN = only(MEMBER, FACILITATOR)
FOREIGN = only(FACILITATOR)


async def test_a_room_is_heard_by_those_who_may_read_it(lines):  # noqa: F811
    world = await sync_to_async(build, thread_sensitive=True)(with_site=False)
    wrong = []
    rooms = [(world.own.room, OWN), (world.own.introduction_room, OWN)]
    rooms += [(world.foreign.room, FOREIGN), (world.foreign.introduction_room, FOREIGN)]
    for role in ALL:
        if role == STRANGER:
            continue
        line = await lines(world.people[role])
        for room, may in rooms:
            answer = await line.open(room)
            if (answer["t"] != "refused") != (role in may) or (role not in may and set(answer) != {"t", "room"}):
                wrong.append(f"{role} opens room {room.pk} and is answered {answer}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", ["/live/", "/live", "/live/1/", "/", "/salon/rooms/small-talk/"])
async def test_a_stranger_hears_nothing(path):
    line = Line(None, path=path)
    assert not await line.connect()
