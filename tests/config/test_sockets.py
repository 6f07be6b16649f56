"""Who floods a socket has its turn like everybody else: the rest waits outside, and nothing is kept for nobody."""

import asyncio
from types import SimpleNamespace

import pytest
import txaio.tx
from twisted.internet.task import Clock
from twisted.internet.testing import StringTransport

from config.sockets import FRAMES_AT_ONCE, LEAVES_WITHIN, LOOK_AGAIN, Sockets
from salon.live.frames import TOO_MANY
from tests.faults.wire import CLOSE, TEXT, frame

pytestmark = pytest.mark.once
UPGRADE = b"\r\n".join(
    [
        b"GET /live/ HTTP/1.1",
        b"Host: testserver",
        b"Upgrade: websocket",
        b"Connection: Upgrade",
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        b"Sec-WebSocket-Version: 13",
        b"",
        b"",
    ]
)


class Transport(StringTransport):
    def unregisterProducer(self):
        """As a real one does it: whether or not there is one."""


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def socket(clock, monkeypatch):
    """Open; `application_queue` is what has been taken in."""
    server = SimpleNamespace(
        protocol_connected=lambda protocol: None,
        protocol_disconnected=lambda protocol: None,
        create_application=lambda protocol, scope: asyncio.Queue(),
        log_action=lambda *action: None,
        root_path="",
        proxy_forwarded_address_header=None,
    )
    # What Autobahn's timers go by
    monkeypatch.setattr(txaio.tx.config, "loop", clock)
    factory = Sockets(server, server="tsunagari", reactor=clock)
    factory.setProtocolOptions(openHandshakeTimeout=0)
    opened = factory.buildProtocol(None)
    opened.later = clock.callLater
    opened._raw_query_string = b""
    opened.makeConnection(Transport())
    opened.dataReceived(UPGRADE)
    opened.handle_reply({"type": "websocket.accept"})
    assert taken(opened) == ["websocket.connect"]
    return opened


def taken(socket) -> list[str]:
    """What the application finds."""
    return [socket.application_queue.get_nowait()["type"] for _ in range(socket.application_queue.qsize())]


def reads(socket) -> bool:
    return socket.transport.producerState == "producing"


def test_many_frames_are_taken_in_turns_and_all_of_them(socket, clock):
    socket.dataReceived(frame(TEXT, b"words") * (2 * FRAMES_AT_ONCE + 10))
    counts = [len(taken(socket))]
    for _ in range(2):
        assert not reads(socket)
        clock.advance(1)
        counts.append(len(taken(socket)))
    assert counts == [FRAMES_AT_ONCE, FRAMES_AT_ONCE, 10]
    assert reads(socket)


def test_nothing_is_taken_while_as_many_wait(socket, clock):
    socket.dataReceived(frame(TEXT, b"words") * (2 * FRAMES_AT_ONCE))
    for _ in range(10):
        clock.advance(1)
    assert socket.application_queue.qsize() == FRAMES_AT_ONCE and not reads(socket)
    taken(socket)
    clock.advance(1)
    assert len(taken(socket)) == FRAMES_AT_ONCE


def test_what_comes_after_our_goodbye_is_kept_for_nobody(socket, clock):
    socket.handle_reply({"type": "websocket.close", "code": TOO_MANY})
    socket.dataReceived(frame(TEXT, b"words") * 10)
    for _ in range(20):
        clock.advance(LOOK_AGAIN)
    assert taken(socket) == []


def test_the_answer_to_our_goodbye_is_heard(socket):
    socket.handle_reply({"type": "websocket.close", "code": TOO_MANY})
    socket.dataReceived(frame(CLOSE, TOO_MANY.to_bytes(2)))
    assert socket.transport.disconnected


def test_who_says_goodbye_is_waited_for_but_not_for_ever(socket, clock):
    socket.dataReceived(frame(CLOSE, b"\x03\xe8"))
    clock.advance(LEAVES_WITHIN / 2)
    assert socket.transport.disconnecting and not socket.transport.disconnected
    clock.advance(LEAVES_WITHIN / 2)
    assert socket.transport.disconnected


@pytest.mark.parametrize("moment", [0.0, 0.999])
def test_so_is_who_hears_ours_and_says_nothing_at_any_moment_of_a_second(socket, clock, moment):
    clock.advance(moment)
    socket.handle_reply({"type": "websocket.close", "code": TOO_MANY})
    clock.advance(LEAVES_WITHIN * 0.9)
    assert not socket.transport.disconnecting
    clock.advance(LEAVES_WITHIN * 0.1)
    assert socket.transport.disconnected
