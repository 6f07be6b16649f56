"""The door of a process that stops. What becomes of requests and open pages: tests/faults/test_stopping.py."""

import socket
import sys

import pytest

from config import stopping

pytestmark = [pytest.mark.once, pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has such a filter")]


def test_who_came_is_let_in_and_who_comes_now_is_not_hung_up_on():
    with socket.create_server(("127.0.0.1", 0)) as door, socket.create_connection(door.getsockname()) as came:
        stopping._let_nobody_more_come(door)
        with socket.socket() as late:
            late.settimeout(0.2)
            # Not ConnectionResetError: to the kernel it was never there, and it knocks again
            with pytest.raises(TimeoutError):
                late.connect(door.getsockname())
        door.settimeout(5)
        inside, _ = door.accept()
        with inside:
            came.sendall("ごめんください".encode())
            inside.settimeout(5)
            assert inside.recv(100).decode() == "ごめんください"
            inside.sendall(b"yes")
            assert came.recv(10) == b"yes"
