"""The last answer of a connection, for who is still sending: read whole, and only then is the connection gone.

Closing with bytes that nobody read resets the connection, and a reset takes the answer away from who did not read it yet.
So what still comes is thrown away, so much of it and so long. It is read in the turns that every other connection
has, and nothing of it is kept.
"""

from twisted.web import http

MOST = 200 * 1024 * 1024  # bytes
LONGEST = 120  # seconds


class Lingering(http.HTTPChannel):
    _end = None
    _thrown_away = 0  # bytes

    def answer_and_leave(self, answer: bytes) -> None:
        """Once: what still comes, and whatever is made of it, finds nobody."""
        if self._end:
            return
        self.dataReceived = self._throw_away
        self.lineReceived = lambda _line: None
        self.transport.write(answer)
        # The other side sees the end of the answer, and nothing is said after it
        self.transport.loseWriteConnection()
        # In place of the timeout, which every byte starts anew
        self.setTimeout(None)
        self._end = self.callLater(LONGEST, self.transport.abortConnection)

    def connectionLost(self, reason) -> None:
        if self._end and self._end.active():
            self._end.cancel()
        super().connectionLost(reason)

    def _throw_away(self, data: bytes) -> None:
        self._thrown_away += len(data)
        if self._thrown_away > MOST:
            self.transport.abortConnection()
