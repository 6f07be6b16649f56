"""Who sends too much and reads only then finds the whole answer; who goes on sending without an end is cut off."""

import contextlib
import socket
import subprocess
import sys
import time

import pytest

from config import serving

pytestmark = pytest.mark.once

SERVER = """
import sys
from types import SimpleNamespace

import django

django.setup()
from twisted.internet import reactor
from twisted.web import http

from config import lingering, serving

lingering.MOST, lingering.LONGEST = int(sys.argv[1]), float(sys.argv[2])


class Answered(serving.Request):
    def process(self):
        self.write(b"here")
        self.finish()


class Factory(http.HTTPFactory):
    protocol = serving.Connection
    server = SimpleNamespace(protocol_connected=lambda one: None, protocol_disconnected=lambda one: None)

    def buildProtocol(self, address):
        channel = super().buildProtocol(address)
        channel.requestFactory = Answered
        return channel


print(reactor.listenTCP(0, Factory(), interface="127.0.0.1").getHost().port, flush=True)
reactor.run()
"""
PIECE = b"a" * 65536
PATIENCE = 60  # seconds


@contextlib.contextmanager
def server(most: int = 10**9, longest: float = PATIENCE):
    """Its port. `most` bytes and `longest` seconds are the bounds of what is thrown away."""
    command = [sys.executable, "-c", SERVER, str(most), str(longest)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


def upload(port: int, size: int, *lines: bytes) -> socket.socket:
    """An open connection that has said that so many bytes come."""
    sender = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    kind = b"Content-Type: multipart/form-data; boundary=x"
    head = [b"POST /signin/ HTTP/1.1", b"Host: testserver", kind, *lines, b"Content-Length: %d" % size]
    sender.sendall(b"\r\n".join(head) + b"\r\n\r\n")
    return sender


def read_whole(sender: socket.socket) -> bytes:
    return b"".join(iter(lambda: sender.recv(65536), b""))


def is_answered(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as other:
        other.sendall(b"GET / HTTP/1.1\r\nHost: testserver\r\nConnection: close\r\n\r\n")
        return read_whole(other).endswith(b"here\r\n0\r\n\r\n")


@pytest.fixture(scope="module")
def port():
    with server() as number:
        yield number


@pytest.mark.parametrize("lines", [[], [b"Expect: 100-continue"]])
def test_who_sends_everything_before_reading_finds_the_whole_answer(port, lines):
    size = 3 * serving.LARGEST_BODY
    with upload(port, size, *lines) as sender:
        for _piece in range(size // len(PIECE)):
            sender.sendall(PIECE)
        answer = read_whole(sender)
    head, _, page = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 413 Content Too Large")
    assert b"Content-Length: %d" % len(page) in head
    assert "20MBまで" in page.decode()
    assert page.rstrip().endswith(b"</html>")


def test_others_are_answered_while_somebody_goes_on_sending(port):
    with upload(port, 10**12) as sender:
        for _turn in range(20):
            for _piece in range(50):
                sender.sendall(PIECE)
            assert is_answered(port)


def test_so_much_is_thrown_away_and_no_more():
    most = 8 * 1024 * 1024
    with server(most=most) as port, upload(port, 10**12) as sender:
        sent = 0
        with pytest.raises(OSError) as cut:
            while True:
                sender.sendall(PIECE)
                sent += len(PIECE)
        assert not isinstance(cut.value, TimeoutError)
        # What both kernels hold comes on top
        assert most < sent < 4 * most
        assert is_answered(port)


def test_so_long_is_read_and_no_longer_although_bytes_keep_coming():
    with server(longest=1) as port, upload(port, 10**12) as sender:
        began = time.monotonic()
        with pytest.raises(OSError) as cut:
            while time.monotonic() - began < PATIENCE:
                sender.sendall(b"a")
                time.sleep(0.05)
        assert not isinstance(cut.value, TimeoutError)
        assert is_answered(port)


def test_who_says_no_more_is_not_kept_either():
    with server(longest=1) as port, upload(port, 10**12) as sender:
        assert read_whole(sender).startswith(b"HTTP/1.1 413")
        # The end of the answer came, and now the end of the connection
        with pytest.raises(OSError) as cut:
            while True:
                sender.sendall(b"a")
                time.sleep(0.05)
        assert not isinstance(cut.value, TimeoutError)
