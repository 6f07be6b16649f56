"""A WebSocket client that can also do everything wrong: raw frames over a plain connection."""

import base64
import os
import socket
import struct
from dataclasses import dataclass, field

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


@dataclass
class Heard:
    """What came until the server closed or was silent: frames as (opcode, payload); `code` of its close, None without."""

    frames: list[tuple[int, bytes]] = field(default_factory=list)
    code: int | None = None
    ended: bool = False

    @property
    def answers(self) -> int:
        """Messages that were understood as one message each; our protocol answers rubbish with `error`."""
        return sum(opcode == TEXT and b'"error"' in payload for opcode, payload in self.frames)

    @property
    def pongs(self) -> list[bytes]:
        return [payload for opcode, payload in self.frames if opcode == PONG]


def frame(opcode: int, payload: bytes = b"", *, fin=True, rsv=0, masked=True, length=None) -> bytes:
    """Right or wrong; `length`: what the head claims."""
    size = len(payload) if length is None else length
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    mask = 0x80 if masked else 0
    if size < 126:
        head += bytes([mask | size])
    elif size < 65536:
        head += bytes([mask | 126]) + struct.pack(">H", size)
    else:
        head += bytes([mask | 127]) + struct.pack(">Q", size)
    if masked:
        key = os.urandom(4)
        head += key
        payload = bytes(byte ^ key[place % 4] for place, byte in enumerate(payload))
    return head + payload


class Wire:
    def __init__(self, port: int, session: str, extensions: str = "", version: str = "13"):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines = [
            "GET /live/ HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            f"Sec-WebSocket-Version: {version}",
            f"Origin: http://127.0.0.1:{port}",
            f"Cookie: sessionid={session}",
            *([f"Sec-WebSocket-Extensions: {extensions}"] if extensions else []),
        ]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self.buffer, self.said_goodbye = b"", False
        while b"\r\n\r\n" not in self.buffer:
            more = self.socket.recv(65536)
            if not more:
                break
            self.buffer += more
        self.head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, opcode: int, payload: bytes = b"", *, chop=0, **wrong) -> None:
        """One frame. `chop`: so many bytes at a time."""
        self.raw(frame(opcode, payload, **wrong), chop)

    def raw(self, data: bytes, chop: int = 0) -> bool:
        """False when it has hung up, which `listen` will say."""
        try:
            for start in range(0, len(data), chop or len(data) or 1):
                self.socket.sendall(data[start : start + (chop or len(data))])
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def close(self, code: int | None = 1000, reason: bytes = b"") -> None:
        self.said_goodbye = True
        self.send(CLOSE, b"" if code is None else struct.pack(">H", code) + reason)

    def listen(self, quiet: float = 3, until: bytes | None = None, polite: bool = True) -> Heard:
        """All that comes until the end of the connection, at most `quiet` seconds after the last byte.

        `until`: not beyond the frame that has this in it. `polite`: a goodbye is answered, as every client must.
        """
        heard = Heard()
        self.socket.settimeout(quiet)
        try:
            while not (until and heard.frames and until in heard.frames[-1][1]):
                if came := self._take():
                    heard.frames.append(came)
                    if came[0] == CLOSE:
                        heard.code = struct.unpack(">H", came[1][:2])[0] if came[1] else 1005
                        if polite and not self.said_goodbye:
                            self.close()
                elif more := self.socket.recv(65536):
                    self.buffer += more
                else:
                    heard.ended = True
                    break
        except TimeoutError:
            pass
        except ConnectionResetError:
            heard.ended = True
        return heard

    def _take(self) -> tuple[int, bytes] | None:
        """The next frame, when all of it has come."""
        if len(self.buffer) < 2:
            return None
        size, start = self.buffer[1] & 127, 2
        if size == 126:
            size, start = int.from_bytes(self.buffer[2:4]), 4
        elif size == 127:
            size, start = int.from_bytes(self.buffer[2:10]), 10
        if len(self.buffer) < start + size:
            return None
        opcode, payload = self.buffer[0] & 15, self.buffer[start : start + size]
        self.buffer = self.buffer[start + size :]
        return opcode, payload
