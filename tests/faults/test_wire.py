"""RFC 6455 against our server as it runs: Daphne, its limits and our consumer.

Autobahn's fuzzing client is the usual judge. It runs under Python 2 only, which no supported system has; these cases follow
its groups by number. It judges by echoes; here every message that is none of our protocol is answered with one `error`, so
a message was taken for exactly one message when one `error` comes back.
"""

import pytest

from tests.faults.wire import BINARY, CLOSE, PING, PONG, TEXT, Heard, Wire

pytestmark = pytest.mark.faults
LIMIT = 64 * 1024
SAID = b"hello"


@pytest.fixture
def wire(house):
    with Wire(house.products[0].port, house.people[1].session) as one:
        assert b"101" in one.head.split(b"\r\n")[0]
        yield one


def goodbye(wire: Wire) -> Heard:
    """A clean end: what was said until then, and that the server closes as it was asked to."""
    # Whoever has said goodbye is told nothing more, so the answers first, up to the one to a last question
    wire.send(TEXT, b'{"t":"open","room":0}')
    return ended(wire, wire.listen(until=b'"refused"'))


def ended(wire: Wire, said: Heard) -> Heard:
    wire.close()
    heard = wire.listen()
    heard.frames = said.frames + heard.frames
    assert heard.ended, "the server did not hang up after a closing handshake"
    assert heard.code == 1000
    return heard


def failed(wire: Wire, *codes: int | None) -> Heard:
    """The server ended it, with one of these codes. None: it hung up, as it may on who says goodbye in a wrong way."""
    heard = wire.listen()
    assert heard.ended, "the server kept a broken connection"
    assert heard.code in codes
    return heard


class TestFraming:
    """1: every form of the length, text and binary, whole and in pieces."""

    @pytest.mark.parametrize("kind", [TEXT, BINARY])
    @pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 128, 65535])
    def test_a_message_of_any_size_is_one_message(self, wire, kind, size):
        wire.send(kind, b"*" * size)
        assert goodbye(wire).answers == 1

    def test_so_is_one_that_comes_in_pieces(self, wire):
        wire.send(TEXT, b"*" * 5000, chop=997)
        assert goodbye(wire).answers == 1

    def test_a_frame_without_a_mask_is_refused(self, wire):
        wire.send(TEXT, SAID, masked=False)
        assert failed(wire, 1002).answers == 0


class TestPings:
    """2"""

    @pytest.mark.parametrize("payload", [b"", b"hello", b"\x00\xff\xfe", b"*" * 125])
    def test_a_ping_comes_back_as_it_was(self, wire, payload):
        wire.send(PING, payload)
        assert goodbye(wire).pongs == [payload]

    def test_in_single_bytes_too(self, wire):
        wire.send(PING, b"*" * 125, chop=1)
        assert goodbye(wire).pongs == [b"*" * 125]

    def test_many_come_back_in_order(self, wire):
        for number in range(10):
            wire.send(PING, b"ping %d" % number)
        assert goodbye(wire).pongs == [b"ping %d" % number for number in range(10)]

    def test_one_that_is_too_long_is_refused(self, wire):
        wire.send(PING, b"*" * 126)
        failed(wire, 1002)

    @pytest.mark.parametrize("payload", [b"", b"unasked"])
    def test_a_pong_that_nobody_asked_for_is_ignored(self, wire, payload):
        wire.send(PONG, payload)
        wire.send(PING, b"there?")
        assert goodbye(wire).pongs == [b"there?"]


class TestReservedBits:
    """3"""

    @pytest.mark.parametrize("rsv", range(1, 8))
    @pytest.mark.parametrize("opcode", [TEXT, PING, CLOSE])
    def test_none_means_anything_here(self, wire, rsv, opcode):
        wire.send(TEXT, SAID)
        wire.send(opcode, b"", rsv=rsv)
        assert failed(wire, 1002, *([None] if opcode == CLOSE else [])).answers <= 1


class TestOpcodes:
    """4"""

    @pytest.mark.parametrize("opcode", [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
    @pytest.mark.parametrize("payload", [b"", b"with words"])
    def test_unknown_ones_are_refused(self, wire, opcode, payload):
        wire.send(opcode, payload)
        failed(wire, 1002)


class TestFragmentation:
    """5"""

    def test_control_frames_are_whole(self, wire):
        wire.send(PING, b"half", fin=False)
        failed(wire, 1002)

    @pytest.mark.parametrize("chop", [0, 1])
    def test_a_message_in_two_frames_is_one(self, wire, chop):
        wire.send(TEXT, b"hel", fin=False, chop=chop)
        wire.send(0, b"lo", chop=chop)
        assert goodbye(wire).answers == 1

    def test_a_ping_may_come_between_them(self, wire):
        for number in range(3):
            wire.send(TEXT if number == 0 else 0, b"part", fin=False)
            wire.send(PING, b"between %d" % number)
        wire.send(0, b"end")
        heard = goodbye(wire)
        assert (heard.answers, len(heard.pongs)) == (1, 3)

    @pytest.mark.parametrize("fin", [True, False])
    def test_nothing_goes_on_that_was_not_begun(self, wire, fin):
        wire.send(0, b"what?", fin=fin)
        failed(wire, 1002)

    @pytest.mark.parametrize("fin", [True, False])
    def test_nothing_begins_before_the_last_has_ended(self, wire, fin):
        wire.send(TEXT, b"first", fin=False)
        wire.send(TEXT, b"second", fin=fin)
        failed(wire, 1002)

    def test_empty_frames_make_an_empty_message(self, wire):
        wire.send(TEXT, b"", fin=False)
        wire.send(0, b"", fin=False)
        wire.send(0, b"")
        assert goodbye(wire).answers == 1


GOOD = [
    "κόσμε",
    "日本語",
    "\U0001f44b",
    "\ufffd",
    "\U0010ffff",
    "\ud7ff",
    "\ue000",
    "\u0000\u007f",
    "a\u0300",
    "\ufffe\uffff",
]
BAD = [
    b"\xce\xba\xed\xa0\x80edited",  # a surrogate
    b"\xed\xbf\xbf",
    b"\xc0\xaf",  # longer than it must be
    b"\xe0\x80\xaf",
    b"\xf0\x80\x80\xaf",
    b"\xf4\x90\x80\x80",  # beyond the last character
    b"\xf8\x88\x80\x80\x80",
    b"\x80",
    b"\xbf\xbf",
    b"\xfe",
    b"\xff",
    b"\xc3",  # it ends in the middle
    b"\xe6\x97",
    b"\xc3\x28",
]


class TestUtf8:
    """6"""

    @pytest.mark.parametrize("text", GOOD, ids=ascii)
    @pytest.mark.parametrize("split", [False, True])
    def test_every_character_may_be_sent_and_be_cut_anywhere(self, wire, text, split):
        data = text.encode()
        for place in range(len(data) if split else 1):
            part = data[place : place + 1] if split else data
            wire.send(TEXT if place == 0 else 0, part, fin=not split or place == len(data) - 1)
        assert goodbye(wire).answers == 1

    @pytest.mark.parametrize("data", BAD, ids=bytes.hex)
    def test_what_is_no_text_is_refused(self, wire, data):
        wire.send(TEXT, data)
        assert failed(wire, 1007).answers == 0

    def test_at_the_first_wrong_byte(self, wire):
        wire.send(TEXT, "κόσμε".encode() + b"\xf4\x90", fin=False)
        failed(wire, 1007)

    def test_binary_may_be_anything(self, wire):
        wire.send(BINARY, bytes(range(256)))
        assert goodbye(wire).answers == 1


class TestClosing:
    """7"""

    @pytest.mark.parametrize("code", [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999])
    def test_with_every_code_that_there_is(self, wire, code):
        wire.close(code, b"bye")
        heard = wire.listen()
        assert heard.ended
        assert heard.code in (code, 1000)

    @pytest.mark.parametrize("code", [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65535])
    def test_with_one_that_there_is_not(self, wire, code):
        wire.close(code)
        failed(wire, 1002, None)

    def test_without_a_code(self, wire):
        wire.close(None)
        assert wire.listen().ended

    @pytest.mark.parametrize("payload", [b"\x03", b"\x03\xe8" + b"*" * 124])
    def test_with_a_payload_that_cannot_be(self, wire, payload):
        wire.send(CLOSE, payload)
        failed(wire, 1002, None)

    def test_with_a_reason_that_is_no_text(self, wire):
        wire.close(1000, b"\xff\xfe")
        failed(wire, 1002, 1007, None)

    def test_with_the_longest_reason(self, wire):
        wire.close(1000, b"*" * 123)
        assert wire.listen().ended

    def test_nothing_after_it_is_heard(self, wire):
        wire.close()
        wire.send(TEXT, SAID)
        wire.send(PING, b"after")
        wire.close()
        heard = wire.listen()
        assert heard.ended
        assert (heard.answers, heard.pongs) == (0, [])

    def test_in_the_middle_of_a_message(self, wire):
        wire.send(TEXT, b"begun", fin=False)
        # Nothing can be asked in the middle, so whatever would come has its time
        assert ended(wire, wire.listen(quiet=0.4)).answers == 0

    def test_who_leaves_ours_without_an_answer_is_hung_up_on(self, wire):
        wire.send(PING, b"wrong", fin=False)
        heard = wire.listen(polite=False)
        assert (heard.ended, heard.code) == (True, 1002)


class TestLimits:
    """9 and 10: up to our limit, however it is cut; beyond it 1009."""

    @pytest.mark.parametrize("pieces", [1, 64, 1024])
    def test_the_largest_message_is_taken_in_any_number_of_frames(self, wire, pieces):
        part = b"*" * (LIMIT // pieces)
        for number in range(pieces):
            wire.send(TEXT if number == 0 else 0, part, fin=number == pieces - 1)
        assert goodbye(wire).answers == 1

    def test_a_larger_frame_is_refused_before_it_has_come(self, wire):
        wire.send(TEXT, b"*" * 10, length=LIMIT + 1)
        failed(wire, 1009)

    def test_so_is_a_message_that_grows_too_large(self, wire):
        for number in range(3):
            wire.send(TEXT if number == 0 else 0, b"*" * (LIMIT // 2), fin=False)
        failed(wire, 1009)

    def test_a_length_that_nobody_has_is_refused(self, wire):
        wire.send(BINARY, b"", length=2**63 - 1)
        failed(wire, 1009)


class TestHandshake:
    """12 and 13 are about compression, which we do not offer: it would cost memory for each socket."""

    def test_compression_is_not_agreed_to(self, house):
        with Wire(house.products[0].port, house.people[1].session, extensions="permessage-deflate") as wire:
            assert b"101" in wire.head.split(b"\r\n")[0]
            assert b"extensions" not in wire.head.lower()
            wire.send(TEXT, SAID)
            assert goodbye(wire).answers == 1

    def test_another_version_is_told_ours(self, house):
        with Wire(house.products[0].port, house.people[1].session, version="99") as wire:
            assert wire.head.split(b"\r\n")[0].split()[1] in (b"400", b"426")

    def test_a_stranger_is_refused(self, house):
        with Wire(house.products[0].port, "nobody") as wire:
            assert wire.head.split(b"\r\n")[0].split()[1] == b"403"
