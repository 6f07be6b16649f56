"""Ready bytes straight to a socket of Daphne.

Daphne passes each message through a coroutine, a new frame and Twisted's buffer: ten times what the kernel needs to take it.
A frame that goes to a thousand sockets is therefore built once and handed to the kernel, as long as nothing waits before
it. That takes attributes which nobody has promised: with any other version of Daphne, Autobahn or Twisted than those
tried, and with any other server, `direct` gives None and everything goes the usual way.

The kernel takes a frame in millionths of a second. Python would let go of its lock for that, and a thread with a page
would take it: the next of a thousand sockets would wait until that thread gives it back. So the lock is kept.
"""

import ctypes
import errno
import socket
import struct
from collections.abc import Callable
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version

TRIED = {"daphne": "4.2.3", "autobahn": "26.10.2", "twisted": "26.10.0"}


def _is_tried() -> bool:
    try:
        return all(version(name) == number for name, number in TRIED.items())
    except PackageNotFoundError:
        return False


known = _is_tried()
FLAGS = socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL


@cache
def _kernel() -> Callable[[int, bytes, int, int], int]:
    """send(2) without letting go of Python's lock, which it never has to: it does not wait. -1, and errno, when it failed."""
    send = ctypes.PyDLL(None, use_errno=True).send
    send.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int]
    send.restype = ctypes.c_ssize_t
    return send


class Frame:
    """One text frame for many sockets: what the usual way takes, and the bytes as RFC 6455 wants them, in one piece, no mask."""

    __slots__ = ("bytes", "size", "text")

    def __init__(self, text: str) -> None:
        data = text.encode()
        self.text, self.size = text, len(data)
        if self.size < 126:
            head = struct.pack("!BB", 0x81, self.size)
        elif self.size < 65536:
            head = struct.pack("!BBH", 0x81, 126, self.size)
        else:
            head = struct.pack("!BBQ", 0x81, 127, self.size)
        self.bytes = head + data


def direct(send: Callable) -> Callable[[bytes], bool] | None:
    """For the `send` of a socket: what writes a framed text at once. It answers False when the usual way must be taken."""
    if not known or not isinstance(send, partial) or not send.args:
        return None
    from autobahn.twisted.websocket import WebSocketServerProtocol
    from twisted.internet import tcp

    protocol = send.args[0]
    transport = getattr(protocol, "transport", None)
    # Behind another kind of transport (TLS) the bytes are not what goes over the wire
    if not isinstance(protocol, WebSocketServerProtocol) or type(transport) is not tcp.Server:
        return None
    kernel = _kernel()

    def write(frame: bytes) -> bool:
        if protocol.state != protocol.STATE_OPEN or protocol.send_queue:
            return False
        if transport.dataBuffer or transport._tempDataBuffer or not transport.connected or transport.disconnecting:
            # Something waits before it
            transport.write(frame)
            return True
        # Its number is asked each time: once closed, the same number is somebody else's
        taken = kernel(transport.socket.fileno(), frame, len(frame), FLAGS)
        if taken < 0:
            if ctypes.get_errno() not in (errno.EAGAIN, errno.EINTR):
                # It is gone; Twisted will say so in its own time
                return True
            taken = 0
        if taken < len(frame):
            transport.write(frame[taken:])
        return True

    return write
