"""What is written to whom, while others come and go."""

import json

import pytest

from salon import sealing
from salon.live.hub import Hub, Line
from salon.live.socket import Socket

pytestmark = [pytest.mark.asyncio, pytest.mark.once]
ROOM = 7


async def test_who_has_to_leave_while_others_are_written_to_hears_no_number_of_the_room_either():
    hub, line, heard = Hub(), Line(ROOM, 0), []
    post = {"seq": 1, "kind": "post", "author": 3, "topic": 4}

    def socket(name, is_full):
        async def send(message):
            heard.append((name, json.loads(message["text"])["t"]))
            for other in line.sockets:
                other.rooms.pop(ROOM, None)  # all others were shut out at this moment

        return Socket(send, person=1, session=name, rooms={ROOM: is_full})

    line.sockets = {socket("one", True), socket("two", True)}
    await hub.broadcast(line, [post])
    assert [kind for _name, kind in heard] == ["events"]
    heard.clear()
    line.sockets = {socket("watching", False)}
    await hub.broadcast(line, [post])
    assert heard == [("watching", "stir")]


async def test_its_own_ring_coming_back_is_not_opened(monkeypatch):
    hub = Hub()
    hub.lines[ROOM] = Line(ROOM, head=4, wanted=5, running=True)
    monkeypatch.setattr(sealing, "unseal", lambda token: pytest.fail("opened"))
    hub.hear_elsewhere([[ROOM, 5], [ROOM + 1, 9]], b"sealed")
    assert hub.lines[ROOM].wanted == 5
