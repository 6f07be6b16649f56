"""Ready bytes go straight to the socket, in order, and only where everything is as it was tried."""

import socket
from functools import partial
from types import SimpleNamespace

import pytest
from autobahn.twisted.websocket import WebSocketServerProtocol
from twisted.internet import tcp

from salon.live import wire

pytestmark = pytest.mark.once


@pytest.fixture
def ends():
    """A socket as Daphne holds it, and the other end of it."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.settimeout(0.2)
    reactor = SimpleNamespace(
        **dict.fromkeys(("addReader", "addWriter", "removeReader", "removeWriter"), lambda _: None)
    )
    protocol = WebSocketServerProtocol()
    protocol.transport = tcp.Server(ours, protocol, ("127.0.0.1", 1), None, 1, reactor)
    protocol.transport.connected = True
    protocol.state, protocol.send_queue = protocol.STATE_OPEN, []
    yield protocol, theirs
    ours.close()
    theirs.close()


def send_of(protocol):
    return partial(lambda protocol, message: None, protocol)


@pytest.mark.parametrize(
    ("text", "head"),
    [("あ", b"\x81\x03"), ("a" * 200, b"\x81\x7e\x00\xc8"), ("a" * 70_000, b"\x81\x7f\0\0\0\0\0\x01\x11\x70")],
)
def test_a_frame_is_one_unmasked_text_frame(text, head):
    frame = wire.Frame(text)
    assert frame.bytes == head + text.encode()
    assert frame.size == len(text.encode())


def test_these_are_the_versions_that_were_tried():
    """If this fails after an update: try the module with it, above all tests/faults/test_wire.py, and name the new version."""
    assert wire.known


def test_what_is_sent_arrives_in_order_also_behind_what_waits(ends):
    protocol, theirs = ends
    write = wire.direct(send_of(protocol))
    assert write(b"one ")
    protocol.transport.write(b"two ")
    assert write(b"three")
    assert theirs.recv(100) == b"one "
    protocol.transport.doWrite()
    assert theirs.recv(100) == b"two three"


def test_what_the_kernel_does_not_take_waits_and_is_not_lost(ends):
    protocol, theirs = ends
    write, piece, got = wire.direct(send_of(protocol)), b"x" * 100_000, 0
    for _ in range(10):
        assert write(piece)
    while got < 10 * len(piece):
        got += len(theirs.recv(1_000_000))
        if got < 10 * len(piece):
            protocol.transport.doWrite()
    assert got == 10 * len(piece)


def test_a_socket_that_says_goodbye_goes_the_usual_way(ends):
    protocol, _ = ends
    write = wire.direct(send_of(protocol))
    protocol.state = protocol.STATE_CLOSING
    assert not write(b"too late")


def test_another_version_or_server_goes_the_usual_way(ends, monkeypatch):
    protocol, _ = ends
    assert wire.direct(lambda message: None) is None
    assert wire.direct(partial(lambda one, message: None, object())) is None
    monkeypatch.setattr(wire, "known", False)
    assert wire.direct(send_of(protocol)) is None
