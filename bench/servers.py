"""What is measured: each a group of processes on the server's core, whose CPU time is counted together."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.browser.product import ROOT, free_port

TICK = os.sysconf("SC_CLK_TCK")


def on_core(core: int | None):
    """For `preexec_fn`: this process and its children run there."""
    return (lambda: os.sched_setaffinity(0, {core})) if core is not None else None


def used(groups: list[int]) -> float:
    """Seconds of these processes and all that they started so far, with what their ended children used.

    By parents: each connection of PostgreSQL is a process in a session of its own.
    """
    seen = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            seen[int(entry)] = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
    ours, found = set(groups), True
    while found:
        found = {pid for pid, fields in seen.items() if pid not in ours and int(fields[1]) in ours}
        ours |= found
    return sum(sum(map(int, seen[pid][11:15])) for pid in ours if pid in seen) / TICK


class Measured:
    """A server: `port`, `cpu()` in seconds so far, `memory()` in KB."""

    def __init__(
        self,
        command: list,
        core: int | None,
        environment: dict | None = None,
        beside: list | None = None,
        *,
        port: int = 0,
        cwd: Path = ROOT,
    ):
        self.port = port or free_port()
        self.log = tempfile.NamedTemporaryFile(prefix="bench-", suffix=".log", delete=False)  # noqa: SIM115 (lives as long as the server)
        self.process = subprocess.Popen(
            [str(part).replace("PORT", str(self.port)) for part in command],
            cwd=cwd,
            env={**os.environ, **(environment or {}), "PORT": str(self.port)},
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=on_core(core),
        )
        self.groups = [self.process.pid, *(beside or [])]

    def wait(self, path: str | None = None) -> "Measured":
        import socket

        until = time.monotonic() + 120
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                if path:
                    urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5).close()
                else:
                    socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(Path(self.log.name).read_text()[-3000:])

    def cpu(self) -> float:
        return used(self.groups)

    def memory(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Together:
    """Several servers as one that is measured."""

    def __init__(self, running: list[Measured]) -> None:
        self.running = running

    def cpu(self) -> float:
        return used([group for server in self.running for group in server.groups])

    def stop(self) -> None:
        for server in self.running:
            server.stop()


def limit(core: int | None) -> Measured | None:
    """The C server, compiled now; None where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        return None
    program = Path(tempfile.mkdtemp(prefix="bench-")) / "limit"
    subprocess.run([compiler, "-O2", "-o", program, ROOT / "bench" / "limit.c"], check=True)
    return Measured([program, "PORT"], core).wait()


def tutorial(core: int | None, redis) -> Measured:
    daphne = [sys.executable, "-m", "daphne", "-v0", "-b", "127.0.0.1", "-p", "PORT", "bench.tutorial:application"]
    return Measured(daphne, core, {"REDIS_URL": redis.url}, [redis.process.pid]).wait()


def ours(core: int | None, environment: dict, beside: list) -> Measured:
    """One process as `serve` runs it. Its origin is its own port, which it learns only now."""
    return Measured([sys.executable, "manage.py", "serve"], core, environment, beside).wait("/healthz")
