"""Our server under load: one process as `manage.py serve` runs it, on PostgreSQL with Redis or on SQLite alone."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench import servers
from bench.load import Load, frame
from tests.browser.product import ROOT


class Ours:
    """The database with its people, and a process that can be started on it again."""

    def __init__(self, core, postgres, redis) -> None:
        self.core, self.servers = core, [one for one in (postgres, redis) if one]
        self.folder = Path(tempfile.mkdtemp(prefix="bench-data-"))
        self.environment = {
            "DATA_DIR": str(self.folder),
            "SECRET_KEY": "bench" * 10,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DATABASE_URL": postgres.url if postgres else f"sqlite:///{self.folder}/bench.sqlite3",
            "REDIS_URL": redis.url if redis else "",
        }
        self.manage("migrate", "-v0")
        self.manage("set_up_roles", "-v0")
        self.manage("collectstatic", "--noinput", "-v0")

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env={**os.environ, **self.environment}, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    def prepare(self, people: int, rooms: int) -> tuple[list[str], list[tuple[int, str]]]:
        """Cookies of people, id and address of rooms."""
        code = f"import json; from bench import people; print(json.dumps([people.sign_in({people}), people.rooms({rooms})]))"
        cookies, places = json.loads(self.manage("shell", "-v0", "-c", code).splitlines()[-1])
        return cookies, places

    def start(self, **environment: str) -> servers.Measured:
        return servers.ours(self.core, self.environment | environment, [one.process.pid for one in self.servers])

    def opened(self, running: list, cookies: list[str], places: list, topics: list[str], http) -> tuple:
        """Everybody of `cookies` in their room at one of the `running` servers, and posts by HTTP to all of these.

        Returns the load, how to make a post, accepts a second.
        """
        load = Load(running[0].port)
        load.rooms = len(places)
        took = 0.0
        for at, server in enumerate(running):
            load.port = server.port
            for number, (room, _) in enumerate(places):
                mine = cookies[number :: len(places)][at :: len(running)]
                took += load.listen(mine, frame(b'{"t":"open","room":%d}' % room), b'"opened"')
            load.post_over(16 // len(running))
        return load, http(load, cookies, topics), len(cookies) / took


def opening(server, cookie: str, address: str, times: int) -> list[float]:
    """Milliseconds that a page takes, the first ones left out."""
    found = []
    for _ in range(times + 3):
        request = urllib.request.Request(f"http://127.0.0.1:{server.port}{address}", headers={"Cookie": cookie})
        began = time.perf_counter()
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()
        found.append((time.perf_counter() - began) * 1000)
    return sorted(found[3:])
