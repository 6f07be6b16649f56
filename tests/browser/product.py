"""The product as `make run` starts it, as a process that a test may kill and start again."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from config.demo.guides import PEOPLE

ROOT = Path(__file__).resolve().parent.parent.parent
STARTS_WITHIN = 300  # seconds; the first start migrates and loads the demonstration


held = []


def free_port():
    """Of whoever asks, until this process ends: a server that is dead for a while must find its port free."""
    probe = socket.socket()
    if sys.platform == "linux":
        # Here one who listens may share it, and nobody is given it by chance
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.append(probe)
    probe.bind(("127.0.0.1", 0))
    return probe.getsockname()[1]


class Product:
    """`manage.py run` on a folder and a port of its own. The address stays the same after a kill and a start."""

    def __init__(self, folder, **environment):
        self.folder = Path(folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = self.folder / "product.log"
        self.said_before = 0
        self.mails = self.folder / "data" / "mail"
        self.process = None
        self.cookies = {}  # of people who have signed in, by address
        self.printed = {}  # links to sign in that it printed when it started, by address
        # Nothing of the tests' own settings, nor of a product that runs here, may leak into this one.
        ours = ("DJANGO_SETTINGS_MODULE", "DEBUG", "SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "HOST")
        self.environment = {name: value for name, value in os.environ.items() if name not in ours}
        if not environment.pop("services", False):
            self.environment.pop("DATABASE_URL", None)
            self.environment.pop("REDIS_URL", None)
        self.environment |= {"DATA_DIR": str(self.folder / "data"), "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        self.environment |= environment

    def start(self):
        self.launch()
        return self.ready()

    def launch(self):
        """Begin to start: several that begin together are ready together."""
        self.said_before = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "run"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def ready(self):
        """Wait until it serves."""
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"The product ended with {self.process.returncode}:\n{self.last_words()}")
            if self.serves():
                self.read_links(self.log.read_bytes()[self.said_before :])
                return self
            time.sleep(0.1)
        self.kill()
        raise RuntimeError(f"The product did not serve within {STARTS_WITHIN} s:\n{self.last_words()}")

    def read_links(self, log):
        """The links that this start showed: making another one takes a process and two seconds."""
        printed = [line.strip() for line in log.decode(errors="replace").splitlines() if "/signin/link/" in line]
        self.printed = dict(zip(PEOPLE.values(), printed, strict=True)) if len(printed) == len(PEOPLE) else {}

    def serves(self):
        # Never through a proxy of the machine: this is the loopback.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with contextlib.suppress(OSError), opener.open(f"{self.url}/healthz", timeout=5) as answer:
            return answer.status == 200
        return False

    def kill(self):
        """As if the power failed: the whole process group, with no chance to say goodbye."""
        self._end(signal.SIGKILL)

    def stop(self):
        """As an operator does it."""
        self._end(signal.SIGTERM)

    def _end(self, with_signal):
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, with_signal)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def manage(self, *arguments):
        """A command of the product on the same data: what it prints."""
        result = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{result.stdout}{result.stderr}")
        return result.stdout

    def signin_link(self, address):
        if address in self.printed:
            return self.printed.pop(address)
        printed = self.manage("signin_link", address, "--skip-checks")
        links = [word for word in printed.split() if word.startswith(("http://", "https://"))]
        if not links:
            raise RuntimeError(f"manage.py signin_link printed no link:\n{printed}")
        return links[-1]

    def last_words(self, lines=40):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:]) if self.log.exists() else ""
