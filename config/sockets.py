"""What one socket may cost the loop that every page and every other socket hangs on.

Autobahn takes apart whatever has come, ten thousand frames in one go, and Daphne puts them into a queue without an end: who
floods would hold up everybody for seconds. Here a socket has its turn, then all others have theirs.
"""

from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from twisted.internet import reactor

FRAMES_AT_ONCE = (
    50  # frames that are taken from one socket before everything else has its turn, or while as many still wait
)
LOOK_AGAIN = 0.01  # seconds until a socket that has to wait is looked at again
LEAVES_WITHIN = 1.0  # seconds that who has said goodbye may take to read what was on its way


class Protocol(WebSocketProtocol):
    later = staticmethod(reactor.callLater)
    left = 0
    rests = False

    def consumeData(self) -> None:
        if not self.rests:
            # Who was told goodbye has one answer to give, and that comes alone
            self.left = FRAMES_AT_ONCE if self.state == self.STATE_OPEN else 1
            super().consumeData()

    def processData(self) -> bool:
        begins_a_frame = self.current_frame is None and len(self.data) >= 2
        if begins_a_frame and not self.left:
            self._rest()
            return False
        self.left -= begins_a_frame
        return super().processData()

    def onMessage(self, payload: bytes, isBinary: bool) -> None:
        # Nobody listens any more to what comes after our goodbye
        if self.state == self.STATE_OPEN:
            super().onMessage(payload, isBinary)

    def sendCloseFrame(self, code: int | None = None, reasonUtf8: bytes | None = None, isReply: bool = False) -> None:
        waits = self.state == self.STATE_OPEN and not isReply
        super().sendCloseFrame(code, reasonUtf8, isReply)
        if waits:
            self.later(LEAVES_WITHIN, self.onCloseHandshakeTimeout)

    def _closeConnection(self, abort: bool = False) -> None:
        super()._closeConnection(abort)
        if not abort:
            # Twisted would wait for ever for who says goodbye and reads nothing, and keep all that was written for it
            self.later(LEAVES_WITHIN, self.transport.abortConnection)

    def _rest(self) -> None:
        self.rests = True
        self.transport.pauseProducing()
        self.later(0 if self.state == self.STATE_OPEN else LOOK_AGAIN, self._go_on)

    def _go_on(self) -> None:
        if self.state == self.STATE_OPEN and self.application_queue.qsize() >= FRAMES_AT_ONCE:
            self.later(LOOK_AGAIN, self._go_on)
            return
        self.rests = False
        self.consumeData()
        if not self.rests:
            self.transport.resumeProducing()


class Sockets(WebSocketFactory):
    """Whoever breaks the rules of WebSocket is told which, before the connection ends."""

    protocol = Protocol

    def setProtocolOptions(self, **options) -> None:
        # Autobahn's own timer rounds a second down, to a moment in which a goodbye has not even left
        super().setProtocolOptions(failByDrop=False, closeHandshakeTimeout=0, **options)
