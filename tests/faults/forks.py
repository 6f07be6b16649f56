"""Processes of the product that have read its code before a test wants them: a kill and a start cost no seconds of reading.

What is forked is a process like any other: a group of its own, with connections, threads and files of its own.
"""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from tests.browser.product import ROOT


class Shell:
    """An interpreter of the product. `done` is when the last code was done, by `time.monotonic`."""

    def __init__(self, wire: socket.socket):
        self.done, self.wire = 0.0, wire.makefile("rw")

    def __call__(self, code: str) -> str:
        """What it prints."""
        self.wire.write(json.dumps(code) + "\n")
        self.wire.flush()
        self.done, printed, failed = json.loads(self.wire.readline())
        assert not failed, failed
        return printed


class Forked:
    """As much of `subprocess.Popen` as tests ask of it."""

    def __init__(self, said):
        self.said, self.lock = said, threading.Lock()
        self.pid, self.returncode = int(said.readline()), None

    def poll(self) -> int | None:
        with self.lock:
            if self.returncode is None and select.select([self.said], [], [], 0)[0]:
                self.returncode = int(self.said.readline())
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        if self.poll() is None and not select.select([self.said], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout)
        return self.poll()


class Forks:
    """Commands of `manage.py`, one after the other, each a process; what they print goes to `log`. Beside them a `shell`."""

    def __init__(self, environment: dict[str, str], log: Path):
        ours, theirs = socket.socketpair()
        with ours, theirs, log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.forking", str(theirs.fileno())],
                cwd=ROOT,
                env=environment,
                bufsize=0,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
                start_new_session=True,
            )
            self.shell = Shell(ours)

    def fork(self, *command: str) -> Forked:
        self.process.stdin.write(json.dumps(command).encode() + b"\n")
        return Forked(self.process.stdout)

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()
        self.shell.wire.close()
