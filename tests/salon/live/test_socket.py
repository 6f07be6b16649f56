"""A socket that does not read, or sends too much, is dropped; one that reads may receive any amount."""

import pytest

from salon.live import socket as socket_module
from salon.live.socket import Socket, TooMany, TooSlow

pytestmark = pytest.mark.asyncio


@pytest.fixture
def wire():
    sent = []

    async def send(message):
        sent.append(message)

    return sent, Socket(send, person=1, session="s")


async def test_what_is_not_confirmed_is_bounded(wire):
    _, socket = wire
    piece = "あ" * 20_000
    with pytest.raises(TooSlow):
        for _ in range(socket_module.MAY_WAIT // len(piece.encode()) + 2):
            await socket.send(piece)


async def test_who_confirms_may_receive_any_amount(wire):
    sent, socket = wire
    piece = "あ" * 20_000
    for _ in range(3 * socket_module.MAY_WAIT // len(piece.encode())):
        await socket.send(piece)
        socket.heard(socket.beats)
    assert socket.beats > 1
    assert len(sent) > 100


async def test_silence_ends_a_socket(wire, monkeypatch):
    _, socket = wire
    await socket.beat()
    monkeypatch.setattr(socket_module, "SILENCE", -1)
    with pytest.raises(TooSlow):
        await socket.beat()


async def test_a_flood_of_frames_ends_a_socket(wire):
    _, socket = wire
    with pytest.raises(TooMany):
        for _ in range(socket_module.BURST + 10):
            socket.spend()


async def test_a_closed_socket_is_sent_nothing(wire):
    sent, socket = wire
    await socket.close(4401)
    await socket.close(4401)
    await socket.send("frame")
    assert sent == [{"type": "websocket.close", "code": 4401}]


async def test_who_hears_the_same_is_not_asked_in_the_same_moment():
    async def send(message):
        pass

    sockets = [Socket(send, person=number, session="s") for number in range(100)]
    asked, most = set(), 0
    for _ in range(2 * socket_module.BEAT_AFTER // 10_000):
        for socket in sockets:
            await socket.send("a" * 10_000)
            socket.heard(socket.beats)
        now = {socket.person for socket in sockets if socket.beats} - asked
        asked, most = asked | now, max(most, len(now))
    assert len(asked) == 100 and most < 30
