"""make bench-pages: a case page and Wagtail's own demonstration, in one run, on one core.

The server has one core with its database, the client (wrk) the other. Rendered fresh: our page for somebody with a session,
whom nothing ready is shown. All that it says is asked of the database; once what was drawn of the same facts before is taken
(cms/drawing.py), as after something else was published, once all is drawn. Beside it, in turn, a StreamField page of
bakerydemo under gunicorn, with the same Wagtail and Django on SQLite alike. From memory: our page under Daphne beside
bakerydemo's from Django's page cache under Daphne. Behind a proxy: nginx as docs/operations.md ships it beside nginx with the
same bytes as a file. Rows to read by program: FIGURE name value unit.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import urllib.request
from pathlib import Path

from bench import bakery, proxy
from bench.ours import Ours
from bench.servers import on_core

ROUNDS = 3
# Nothing ready is shown to who has one
SESSION = {"Cookie": "sessionid=bench"}
CASE = """
from django.test import Client
from django.db import connection
from django.test.utils import CaptureQueriesContext
from config.demo import network, site
from cms.models import CasePage
network.load(), site.load()
pages = [page.url for page in CasePage.objects.originals()]
client = Client(HTTP_HOST="127.0.0.1")
longest = max(pages, key=lambda url: len(client.get(url).content))
with CaptureQueriesContext(connection) as asked:
    client.get(longest)
print(longest, len(asked))
"""


def figure(name: str, value: float, unit: str) -> None:
    print(f"FIGURE {name} {value:.4g} {unit}", flush=True)


class Client:
    """wrk on a core of its own."""

    def __init__(self, core: int | None, seconds: float, connections: int) -> None:
        self.core, self.seconds, self.connections = core, seconds, connections

    def rate(self, port: int, path: str, **headers: str) -> float:
        """Answers a second: the best of some rounds, because the machine has other things to do. Raises where one fails."""
        return max(self.round(port, path, **headers) for _ in range(ROUNDS))

    def round(self, port: int, path: str, **headers: str) -> float:
        address = f"http://127.0.0.1:{port}{path}"
        sent = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
        command = ["wrk", "-t1", f"-c{self.connections}", f"-d{self.seconds:g}s", "--timeout", "30s", *sent, address]
        said = subprocess.run(
            command, check=True, stdout=subprocess.PIPE, text=True, preexec_fn=on_core(self.core)
        ).stdout
        if re.search(r"Non-2xx|Socket errors", said):
            raise RuntimeError(f"{address} was not answered as it should be:\n{said}")
        found = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
        print(f"  {address}: {found:.0f} a second", flush=True)
        return found


def body(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return answer.read()


def measure_ready(core, client: Client, ours: Ours, page: str) -> float:
    """From memory, and behind a proxy. Returns answers a second under Daphne."""
    server = ours.start()
    try:
        whole = body(server.port, page)
        figure("case_page", len(whole) / 1024, "KB")
        figure("case_index_fresh", client.rate(server.port, "/cases/", **SESSION), "1/s")
        ready = client.rate(server.port, page)
        figure("case_ready_daphne", ready, "1/s")
        if nginx := proxy.nginx(core, server.port, page, whole):
            if body(nginx.port, page) != body(nginx.port, "/as-a-file") or body(nginx.port, page) != whole:
                raise RuntimeError("The proxy and the file do not hold the same bytes.")
            behind, file = client.rate(nginx.port, page), client.rate(nginx.port, "/as-a-file")
            figure("case_behind_nginx", behind, "1/s")
            figure("same_bytes_as_a_file", file, "1/s")
            figure("nginx_to_file", behind / file, "of it (at least 0.7)")
            nginx.stop()
        else:
            print("Left out: behind nginx, which is not installed here.")
    finally:
        server.stop()
    return ready


def measure_fresh(core, client: Client, ours: Ours, page: str, place: Path | None) -> None:
    """All beside each other, a round of each in turn: a machine that becomes slower does so for all."""
    asked = {
        "case_fresh": (ours.start(), page, SESSION),
        "case_all_drawn": (ours.start(DJANGO_SETTINGS_MODULE="bench.nothing_drawn"), page, SESSION),
    }
    if place:
        asked["bakerydemo_streamfield_fresh"] = (bakery.gunicorn(place, core), bakery.PAGE, {})
    found: dict[str, list[float]] = {name: [] for name in asked}
    try:
        for server, path, _headers in asked.values():
            body(server.port, path)
        for _ in range(ROUNDS):
            for name, (server, path, headers) in asked.items():
                found[name].append(client.round(server.port, path, **headers))
        for name, rates in found.items():
            figure(name, max(rates), "1/s")
        if place:
            theirs = found["bakerydemo_streamfield_fresh"]
            port = asked["bakerydemo_streamfield_fresh"][0].port
            body(port, "/")
            figure("bakerydemo_home_fresh", client.rate(port, "/"), "1/s")
            figure("fresh_to_bakerydemo", _ratio(found["case_fresh"], theirs), "times (at least 5)")
            figure("all_drawn_to_bakerydemo", _ratio(found["case_all_drawn"], theirs), "times")
    finally:
        for server, *_ in asked.values():
            server.stop()


def _ratio(ours: list[float], theirs: list[float]) -> float:
    """Of what was measured one after the other."""
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))


def measure_page_cache(core, client: Client, place: Path, ready: float) -> None:
    server = bakery.cached(place, core)
    try:
        body(server.port, bakery.PAGE)
        cached = client.rate(server.port, bakery.PAGE)
    finally:
        server.stop()
    figure("bakerydemo_page_cache_daphne", cached, "1/s")
    figure("ready_to_page_cache", ready / cached, "times (at least 8)")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-pages")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--quick", action="store_true", help="a second each: do the parts work")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is missing here (Debian: apt-get install wrk)")
    cores = sorted(os.sched_getaffinity(0))
    core, other = (cores[0], cores[-1]) if len(cores) > 1 else (None, None)
    if other is None:
        print("One core for everything here: server and client disturb each other.")
    client = Client(other, 1 if options.quick else options.seconds, options.connections)
    ours = Ours(core, None, None)
    page, queries = ours.manage("shell", "-v0", "-c", CASE).split()[-2:]
    figure("case_queries", int(queries), "queries")
    place = bakery.prepare()
    ready = measure_ready(core, client, ours, page)
    measure_fresh(core, client, ours, page, place)
    if place:
        measure_page_cache(core, client, place, ready)


if __name__ == "__main__":
    sys.exit(main())
