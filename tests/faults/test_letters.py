"""Two processes send one mailing while kill -9 falls on them: nobody gets it twice, nobody is forgotten."""

import asyncio
import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

from members.mail.batches import counts
from members.models import Letter
from tests.factories.members import PersonFactory
from tests.factories.newsletter import mailing

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
State = Letter.State
PEOPLE, KILLS = 300, 15

# A second instead of minutes until a worker counts as dead; else this is the product's own loop
WORKER = """
import os, signal, sys, time, datetime, django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "members.mail.smtp.Backend", "127.0.0.1", int(sys.argv[2])
from members.mail import schedule, states
states.WORKER_IS_DEAD_AFTER = datetime.timedelta(seconds=1)
# Each line starts a worker, which has read its code already. Whoever kills it finds it gone at once
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    if worker := os.fork():
        print(worker, flush=True)
        continue
    while True:
        schedule.tick(1)
        time.sleep(0.05)
"""


class Handler:
    def __init__(self):
        self.got: Counter[str] = Counter()

    async def handle_DATA(self, server, session, envelope):
        self.got.update(envelope.rcpt_tos)
        # Long enough for a kill to fall between the dot and the answer
        await asyncio.sleep(0.02)
        return "250 OK"


@pytest.fixture
def post_office():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    handler = Handler()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


def under_way() -> bool:
    return Letter.objects.filter(state__in=[State.QUEUED, State.CLAIMED, State.SENDING]).exists()


@pytest.fixture
def start(post_office):
    """Starts a worker: its process number."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings.test"),
    }
    command = [sys.executable, "-c", WORKER, str(connection.settings_dict["NAME"]), str(post_office[1])]
    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:

        def one() -> int:
            parent.stdin.write("one\n")
            parent.stdin.flush()
            return int(parent.stdout.readline())

        yield one
        parent.kill()


def kill(worker: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)
        while True:
            os.kill(worker, 0)
            time.sleep(0.001)


def test_nobody_twice_and_nobody_forgotten(post_office, start):
    handler, _ = post_office
    batch = mailing([PersonFactory() for _ in range(PEOPLE)])
    workers = [start(), start()]
    chance = random.Random(1)
    try:
        for _ in range(KILLS):
            # In the middle of its work, not while it starts
            arrived = sum(handler.got.values()) + chance.randrange(1, PEOPLE // KILLS)
            until = time.monotonic() + 60
            while sum(handler.got.values()) < arrived and under_way() and time.monotonic() < until:
                time.sleep(0.001)
            victim = chance.randrange(2)
            kill(workers[victim])
            workers[victim] = start()
        until = time.monotonic() + 120
        while under_way():
            assert time.monotonic() < until
            time.sleep(0.05)
    finally:
        for worker in workers:
            kill(worker)
    found = counts(batch)
    assert max(handler.got.values()) == 1
    assert found[State.SENT] + found[State.UNCERTAIN] == PEOPLE
    sent = set(batch.letters.filter(state=State.SENT).values_list("address", flat=True))
    assert sent <= set(handler.got)
    # A kill leaves at most one letter of one worker in doubt
    assert found[State.UNCERTAIN] <= KILLS, found
