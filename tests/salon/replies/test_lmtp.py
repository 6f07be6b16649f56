"""The door for a mail server, as a process of its own on a database of its own."""

import contextlib
import os
import smtplib
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from salon.replies import lmtp, receiving
from tests.database import ROOT

STARTS_WITHIN = 60  # seconds


class Process:
    """`manage.py receive_mail` on a copy of the database of this test."""

    def __init__(self, folder: Path):
        self.place = str(folder / "lmtp")
        self.database = folder / "tsunagari.sqlite3"
        with contextlib.closing(sqlite3.connect(self.database)) as copy:
            connection.connection.backup(copy)
        ours = {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DATA_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "REDIS_URL": "",
            "REPLY_ADDRESS": "reply@salon.example",
            "PYTHONUNBUFFERED": "1",
        }
        with (folder / "log").open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "receive_mail", "--skip-checks", "--listen", self.place],
                cwd=ROOT,
                env=os.environ | ours,
                stdout=log,
                stderr=log,
            )

    def wait(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while self.process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
                probe.connect(self.place)
                return
            time.sleep(0.05)
        raise RuntimeError("receive_mail does not listen")

    def texts(self) -> list[str]:
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            return [text for (text,) in database.execute("select text from salon_message order by id")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite3" not in settings.DATABASES["default"]["ENGINE"], reason="copies a file of SQLite")
def test_a_mail_server_brings_a_mail_twice_and_it_stands_there_once(place, tmp_path):
    door = Process(tmp_path)
    try:
        door.wait()
        before = door.texts()
        with smtplib.LMTP(door.place) as server:
            said = []
            for sender, recipient, mail in (
                (place.person.email, place.address, place.mail("行きます。")),
                (place.person.email, place.address.upper(), place.mail("行きます。")),
                ("", place.address, place.mail("届きませんでした。", message_id="2@a")),
            ):
                server.ehlo_or_helo_if_needed()
                server.mail(sender)
                assert server.rcpt(recipient)[0] == 250
                said.append(server.data(mail))
            server.mail(place.person.email)
            assert server.rcpt("reply+nobody@salon.example")[0] == 550
        assert said == [(250, b"2.0.0 posted"), (250, b"2.0.0 again"), (250, b"2.0.0 dropped")]
        assert door.texts() == [*before, "行きます。"]
        door.process.terminate()
        assert door.process.wait(timeout=20) == 0
        log = (tmp_path / "log").read_text()
        assert "a mail came in: posted" in log
        assert "行きます" not in log and place.person.email not in log
    finally:
        door.process.kill()
        door.process.wait()


@pytest.fixture
def away(monkeypatch):
    def raises(*arguments):
        raise OperationalError("the words of the mail")

    monkeypatch.setattr(receiving, "receive", raises)


@pytest.mark.once
def test_while_the_database_is_away_the_mail_server_tries_again(away, monkeypatch, caplog):
    monkeypatch.setattr(lmtp, "close_old_connections", lambda: None)
    assert lmtp._take(b"", "reply+x@salon.example", "a@b").startswith("451 ")
    assert "OperationalError in " in caplog.text
    assert "the words of the mail" not in caplog.text
