"""What Daphne takes in before Django hears of it: forms are read by Django alone, and nothing is endless."""

from types import SimpleNamespace

import pytest
from twisted.internet.defer import Deferred
from twisted.internet.task import Clock
from twisted.internet.testing import StringTransport

from config import serving

FORM = b'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\nwords\r\n--x--\r\n'


class Transport(StringTransport):
    """`says_more` ends with the answer of who leaves."""

    says_more = True

    def loseWriteConnection(self):
        self.says_more = False


@pytest.fixture
def channel():
    """One connection; `sent` is what came back, `requests` what was passed on."""
    passed_on = []

    class Noted(serving.Request):
        def process(self):
            passed_on.append((self.content.read(), self.args))

    server = SimpleNamespace(protocol_connected=lambda request: None, protocol_disconnected=lambda request: None)
    open_channel = serving.Connection()
    open_channel.requestFactory = Noted
    open_channel.factory = SimpleNamespace(server=server, log=lambda request: None)
    open_channel.makeConnection(Transport())
    open_channel.setTimeout(None)
    open_channel.callLater = Clock().callLater
    open_channel.requests_passed_on = passed_on
    yield open_channel
    for request in open_channel.requests:
        if request.content:
            request.content.close()


def head(*lines: bytes) -> bytes:
    kind = b"Content-Type: multipart/form-data; boundary=x"
    return b"\r\n".join([b"POST /signin/ HTTP/1.1", b"Host: testserver", kind, *lines]) + b"\r\n\r\n"


def test_a_form_is_passed_on_as_it_came_and_read_by_nobody_on_the_loop(channel):
    channel.dataReceived(head(b"Content-Length: %d" % len(FORM)) + FORM)
    assert channel.requests_passed_on == [(FORM, {})]


def test_a_request_is_not_put_into_words_for_a_log_that_nobody_reads():
    said = []
    factory = serving.Factory(SimpleNamespace())
    factory._logFile, factory._logFormatter = SimpleNamespace(write=said.append), lambda *_: "words"
    factory.log(SimpleNamespace())
    assert said == []
    assert factory.protocol is serving.Connection


def test_a_body_that_is_announced_too_big_is_refused_before_it_comes(channel):
    channel.dataReceived(head(b"Content-Length: %d" % (serving.LARGEST_BODY + 1)))
    answer = channel.transport.value()
    assert answer.startswith(b"HTTP/1.1 413") and "20MBまで" in answer.decode()
    assert not channel.transport.says_more
    assert channel.requests_passed_on == []


def test_a_body_in_chunks_is_refused_where_it_gets_too_big(channel, monkeypatch):
    monkeypatch.setattr(serving, "LARGEST_BODY", 1000)
    channel.dataReceived(head(b"Transfer-Encoding: chunked") + b"1f4\r\n" + b"a" * 500 + b"\r\n")
    assert channel.transport.value() == b""
    channel.dataReceived(b"1f5\r\n" + b"a" * 501 + b"\r\n" + b"0\r\n\r\n")
    answer = channel.transport.value()
    assert answer.startswith(b"HTTP/1.1 413")
    channel.dataReceived(b"no chunk at all\r\n")
    assert channel.transport.value() == answer
    assert channel.requests_passed_on == []


def test_who_is_refused_is_not_told_to_go_on_sending(channel):
    channel.dataReceived(head(b"Expect: 100-continue", b"Content-Length: %d" % (serving.LARGEST_BODY + 1)))
    assert b"100 Continue" not in channel.transport.value()


def test_who_is_refused_does_not_keep_a_process_from_ending(channel):
    assert channel in serving.Connection.open
    channel.dataReceived(head(b"Content-Length: %d" % (serving.LARGEST_BODY + 1)))
    assert channel not in serving.Connection.open


def test_an_address_too_long_is_answered_in_words(channel):
    channel.dataReceived(b"GET /?q=" + b"a" * 20_000)
    answer = channel.transport.value()
    assert answer.startswith(b"HTTP/1.1 414") and "短くする" in answer.decode()
    assert not channel.transport.says_more
    channel.dataReceived(b" HTTP/1.1\r\nHost: testserver\r\n\r\nGET / HTTP/1.1\r\nHost: testserver\r\n\r\n")
    assert channel.transport.value() == answer
    assert channel.requests_passed_on == []


@pytest.mark.parametrize("lines", [[b"X: " + b"a" * 20_000], [b"X: " + b"a" * 9_000] * 2, [b"no header"]])
def test_headers_that_are_none_are_answered_in_words(channel, lines):
    channel.dataReceived(head(*lines))
    answer = channel.transport.value()
    assert answer.startswith(b"HTTP/1.1 400") and "読みとれませんでした" in answer.decode()
    assert channel.requests_passed_on == []


def test_a_port_stays_known_to_whoever_is_to_close_it():
    """Daphne's own forgets it: a server that was told to stop went on letting people in."""
    port, listener = SimpleNamespace(), Deferred()
    listener.addCallback(serving.Server(None, endpoints=["tcp:0"], signal_handlers=False).listen_success)
    listener.callback(port)
    assert listener.result is port
