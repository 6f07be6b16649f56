"""Answers that lie in a mailbox: fetched from a small IMAP server that knows no more than IMAP demands."""

import re
import socketserver
import threading
from dataclasses import dataclass, field

import pytest
from django.core.management import call_command
from django.db import OperationalError
from imapclient.exceptions import IMAPClientAbortError

from salon.replies import mailbox, parsing, receiving
from salon.replies.mailbox import Mailbox

COMMAND = re.compile(rb"(\S+) (?:UID )?(\S+) ?(.*)\r\n", re.IGNORECASE)


@dataclass
class Server:
    """Folders with mails by number, each with its flags. Of each command that is understood, `said` keeps the name."""

    mails: dict[int, bytes] = field(default_factory=dict)
    flags: dict[int, set[bytes]] = field(default_factory=dict)
    folders: dict[bytes, list[bytes]] = field(default_factory=lambda: {b"INBOX": []})
    said: list[bytes] = field(default_factory=list)
    can: bytes = b"IMAP4rev1 MOVE"
    hangs_up_before: bytes = b""
    port: int = 0

    def put(self, *mails: bytes) -> None:
        for mail in mails:
            number = max(self.flags, default=100) + 1
            self.mails[number], self.flags[number] = mail, set()

    @property
    def url(self) -> str:
        return f"imap://reply%40salon.example:geheim%2F@127.0.0.1:{self.port}/INBOX"

    def answer(self, name: bytes, rest: bytes) -> list[bytes]:
        numbers = [int(number) for number in re.findall(rb"^[\d,]+", rest)[:1] or [b"0"] if number.isdigit()]
        if name == b"CAPABILITY":
            return [b"* CAPABILITY " + self.can]
        if name == b"SELECT":
            return [b"* %d EXISTS" % len(self.mails), b"* 0 RECENT", b"* FLAGS (\\Seen \\Flagged)"]
        if name == b"SEARCH":
            assert rest == b"UNSEEN UNFLAGGED"
            return [b"* SEARCH " + b" ".join(b"%d" % number for number in self.mails if not self.flags[number])]
        if name == b"LIST":
            return [b'* LIST () "/" "%s"' % one for one in self.folders if one == rest.split()[-1].strip(b'"')]
        if name == b"CREATE":
            self.folders[rest.strip(b'"')] = []
        if name == b"FETCH" and b"RFC822.SIZE" in rest:
            return [b"* 1 FETCH (UID %d RFC822.SIZE %d)" % (n, len(self.mails[n])) for n in numbers if n in self.mails]
        if name == b"FETCH":
            found = [(n, self.mails[n]) for n in numbers if n in self.mails]
            if part := re.search(rb"<0\.(\d+)>", rest):
                found = [(n, mail[: int(part[1])]) for n, mail in found]
            at = b"<0>" if part else b""
            return [b"* 1 FETCH (UID %d BODY[]%s {%d}\r\n%s)" % (n, at, len(mail), mail) for n, mail in found]
        if name == b"STORE":
            for number in numbers:
                self.flags[number] |= set(re.findall(rb"\\\w+", rest))
        if name in (b"MOVE", b"COPY"):
            for number in numbers:
                self.folders[rest.split()[-1].strip(b'"')].append(self.mails[number])
                if name == b"MOVE":
                    del self.mails[number]
        return []


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server: Server = self.server.imap
        self.wfile.write(b"* OK ready\r\n")
        while line := self.rfile.readline():
            tag, name, rest = COMMAND.fullmatch(line).groups()
            name = name.upper()
            if name == server.hangs_up_before:
                server.hangs_up_before = b""
                return
            server.said.append(name)
            if name == b"LOGIN":
                right = rest == b'"reply@salon.example" "geheim/"' or rest == b'reply@salon.example "geheim/"'
                self.wfile.write(tag + (b" OK in\r\n" if right else b" NO who are you\r\n"))
                continue
            for untagged in server.answer(name, rest):
                self.wfile.write(untagged + b"\r\n")
            if name == b"LOGOUT":
                self.wfile.write(b"* BYE\r\n" + tag + b" OK\r\n")
                return
            self.wfile.write(tag + b" OK done\r\n")


@pytest.fixture
def server(settings):
    imap = Server()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as tcp:
        tcp.imap, imap.port = imap, tcp.server_address[1]
        thread = threading.Thread(target=tcp.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        settings.REPLY_IMAP_URL = imap.url
        yield imap
        tcp.shutdown()
        thread.join()


def fetch(server, query: str = "") -> dict[str, int]:
    return dict(mailbox.fetch(Mailbox.at(server.url + query)))


def test_what_is_new_is_taken_in_and_marked_as_read(place, server):
    server.put(place.mail("行きます。"), place.mail("二人です。", message_id="2@a"))
    assert fetch(server) == {"posted": 2}
    assert place.answers() == ["行きます。", "二人です。"]
    assert list(server.flags.values()) == [{b"\\Seen"}] * 2
    server.said.clear()
    assert fetch(server) == {}
    assert b"FETCH" not in server.said


def test_a_mail_whose_mark_was_lost_lands_once(place, server):
    server.put(place.mail("行きます。"))
    server.hangs_up_before = b"STORE"
    with pytest.raises(IMAPClientAbortError):
        fetch(server)
    assert (place.answers(), server.flags) == (["行きます。"], {101: set()})
    assert fetch(server) == {"again": 1}
    assert place.answers() == ["行きます。"]
    assert server.flags == {101: {b"\\Seen"}}


def test_a_mail_is_not_marked_before_it_is_taken_in(place, server, monkeypatch):
    def away(*arguments):
        raise OperationalError

    server.put(place.mail())
    with monkeypatch.context() as patch:
        patch.setattr(receiving, "receive", away)
        with pytest.raises(OperationalError):
            fetch(server)
    assert server.flags == {101: set()}
    assert fetch(server) == {"posted": 1}


def test_a_mail_that_makes_us_stumble_holds_up_no_other(place, server, monkeypatch, caplog):
    def stumble(raw, *arguments, receive=receiving.receive):
        if b"stumble" in raw:
            raise IndexError("the words of the mail")
        return receive(raw, *arguments)

    monkeypatch.setattr(receiving, "receive", stumble)
    server.put(place.mail("stumble"), place.mail("行きます。", message_id="2@a"))
    assert fetch(server) == {"posted": 1}
    assert list(server.flags.values()) == [{b"\\Flagged"}, {b"\\Seen"}]
    assert "IndexError in " in caplog.text and "the words" not in caplog.text


def test_what_was_taken_in_moves_to_a_folder_and_what_is_not_for_us_stays(place, server):
    server.put(place.mail(), b"To: somebody@salon.example\r\n\r\nHello")
    assert fetch(server, "?done=Done") == {"posted": 1, "unknown": 1}
    assert server.folders[b"Done"] == [place.mail()]
    assert list(server.mails) == [102]
    server.can = b"IMAP4rev1"
    server.put(place.mail(message_id="2@a"))
    assert fetch(server, "?done=Done") == {"posted": 1}
    assert (len(server.folders[b"Done"]), server.flags[103]) == (2, {b"\\Seen", b"\\Deleted"})


def test_of_a_mail_that_is_too_large_only_the_head_is_fetched(place, server, monkeypatch, mailoutbox):
    for module in (mailbox, parsing):
        monkeypatch.setattr(module, "LARGEST", 5000)
    for module in (mailbox, receiving):
        monkeypatch.setattr(module, "HEAD", 600)
    server.put(place.mail("長" * 5000))
    assert fetch(server) == {"answered": 1}
    assert "大きすぎて" in mailoutbox[0].body


def test_the_command_says_what_became_of_them(place, server, capsys):
    server.put(place.mail())
    call_command("fetch_mail")
    assert capsys.readouterr().out == "posted: 1\n"


@pytest.mark.once
@pytest.mark.parametrize("url", ["", "mail.example", "https://a:b@mail.example/", "imaps://mail.example/INBOX"])
def test_an_address_that_is_none_is_said_so(url):
    with pytest.raises(ValueError, match="imaps://"):
        Mailbox.at(url)


@pytest.mark.once
def test_an_address_names_all_that_is_needed():
    found = Mailbox.at("imaps://reply%40a.example:p%40ss%2F@mail.example/Answers?done=Done")
    assert (found.host, found.port, found.is_encrypted) == ("mail.example", 993, True)
    assert (found.user, found.password, found.folder, found.done) == ("reply@a.example", "p@ss/", "Answers", "Done")
