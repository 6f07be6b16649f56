"""What a test may kill and start again: PostgreSQL, Redis, and a process that serves. What was committed is on disk."""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "scripts"))

from machine import postgres_binary, redis_server
from machine import postgres_server as postgres_server
from with_services import connects, server_account, start, wait_for

from tests.browser.product import Product, free_port
from tests.faults.forks import Forks


def copy(folder: Path, to: Path) -> None:
    """With the owners: a PostgreSQL that root starts has an account of its own."""
    subprocess.run(["cp", "-a", folder, to], check=True)


def children(number: int) -> list[int]:
    """Of a process without threads."""
    return [int(one) for one in Path(f"/proc/{number}/task/{number}/children").read_text().split()]


class Server:
    """A process group on a port of its own, with a folder that outlives it."""

    def __init__(self):
        self.account = server_account()
        self.folder = Path(tempfile.mkdtemp(prefix="tsunagari-fault-"))
        if self.account:
            os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        self.log = self.folder / "log"
        self.port = free_port()
        self.process = None

    def start(self):
        with self.log.open("a") as log:
            self.process = start(self.command(), self.account, stdout=log, stderr=subprocess.STDOUT)
        wait_for(type(self).__name__, self.process, self.answers, self.log)
        return self

    def kill(self):
        """As if the power failed, for every process of it. A backend of PostgreSQL would go on for a while without its head."""
        head = self.process.pid
        if self.process.poll() is None:
            # Stopped, it begets none, and keeps the numbers of the dead
            os.kill(head, signal.SIGSTOP)
            os.waitid(os.P_PID, head, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
            with contextlib.ExitStack() as ends:
                for number in (*children(head), head):
                    os.kill(number, signal.SIGKILL)
                    end = os.pidfd_open(number)
                    ends.callback(os.close, end)
                    ends.callback(select.select, [end], [], [])
        self.process.wait()

    def remove(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def answers(self):
        return connects(self.port)


class Web(Product):
    """As on a server, where nothing has to be prepared any more."""

    forks: Forks

    def read_the_code(self):
        """Beforehand, so that no start takes long. In a folder that has its data already."""
        self.forks = Forks(self.environment, self.log)

    def launch(self):
        self.process = self.forks.fork("serve")

    def read_links(self, log):
        """It prints none."""

    def kept_waiting(self) -> float:
        """Seconds since it started in which threads of it could have worked, and other processes had the processor."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(one.read_text().split()[1]) for one in threads) / 1e9

    def remove(self):
        self.kill()
        self.forks.end()


class Postgres(Server):
    def __init__(self, copy_of: Path | None = None):
        super().__init__()
        self.data = self.folder / "data"
        self.url = f"postgres://tsunagari@127.0.0.1:{self.port}/tsunagari"
        if copy_of:
            copy(copy_of, self.data)
            self.start()
        else:
            self.make()

    def make(self):
        initdb = [
            postgres_binary("initdb"),
            "-D",
            self.data,
            "-U",
            "tsunagari",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
        ]
        with self.log.open("a") as log:
            setup = start(initdb, self.account, stdout=log, stderr=subprocess.STDOUT)
        if setup.wait():
            raise RuntimeError(self.log.read_text())
        self.start()
        place = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "tsunagari"]
        subprocess.run([postgres_binary("createdb"), *place, "tsunagari"], check=True)

    def command(self):
        settings = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self.folder,
            "max_connections": 200,
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [postgres_binary("postgres"), "-D", self.data, *options]

    def start(self):
        # What a killed server leaves behind must not keep the next one out
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        return super().start()

    def stop(self):
        """In peace, so that its folder can be copied."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    def answers(self):
        ready = [postgres_binary("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(ready, check=False).returncode == 0


class Redis(Server):
    def __init__(self):
        super().__init__()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def command(self):
        options = ["--save", "", "--appendonly", "no", "--dir", self.folder]
        return [redis_server(), "--port", str(self.port), "--bind", "127.0.0.1", *options]
