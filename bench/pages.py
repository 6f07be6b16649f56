"""make bench-pages: a case page and Wagtail's own demonstration, one after the other in one run, on one core.

The server has one core with its database, the client (wrk) the other. Rendered fresh: our page for somebody with a session,
whom nothing ready is shown, once with the parts that were drawn before (cms/drawing.py), as after something else was
published, and once with none; beside a StreamField page of bakerydemo under gunicorn, with the same Wagtail and Django on
SQLite alike. From memory: our page under Daphne beside bakerydemo's from Django's page cache under Daphne. Behind a proxy:
nginx as docs/operations.md ships it beside nginx with the same bytes as a file. Rows to read by program: FIGURE name value unit.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import urllib.request

from bench import bakery, proxy
from bench.ours import Ours
from bench.servers import Measured, on_core

ROUNDS = 3
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
        address = f"http://127.0.0.1:{port}{path}"
        sent = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
        command = ["wrk", "-t1", f"-c{self.connections}", f"-d{self.seconds:g}s", "--timeout", "30s", *sent, address]
        found = []
        for _ in range(ROUNDS):
            said = subprocess.run(
                command, check=True, stdout=subprocess.PIPE, text=True, preexec_fn=on_core(self.core)
            ).stdout
            if re.search(r"Non-2xx|Socket errors", said):
                raise RuntimeError(f"{address} was not answered as it should be:\n{said}")
            found.append(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]))
        print(f"  {address}: {', '.join(f'{one:.0f}' for one in found)} a second", flush=True)
        return max(found)


def body(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return answer.read()


def measure_ours(core, client: Client) -> dict[str, float]:
    ours = Ours(core, None, None)
    page, queries = ours.manage("shell", "-v0", "-c", CASE).split()[-2:]
    figure("case_queries", int(queries), "queries")
    server = ours.start()
    try:
        whole = body(server.port, page)
        figure("case_page", len(whole) / 1024, "KB")
        found = {
            "fresh": client.rate(server.port, page, Cookie="sessionid=bench"),
            "index_fresh": client.rate(server.port, "/cases/", Cookie="sessionid=bench"),
            "ready": client.rate(server.port, page),
        }
        figure("case_fresh", found["fresh"], "1/s")
        figure("case_index_fresh", found["index_fresh"], "1/s")
        figure("case_ready_daphne", found["ready"], "1/s")
        if nginx := proxy.nginx(core, server.port, page, whole):
            if body(nginx.port, page) != body(nginx.port, "/as-a-file") or body(nginx.port, page) != whole:
                raise RuntimeError("The proxy and the file do not hold the same bytes.")
            found["proxy"] = client.rate(nginx.port, page)
            found["file"] = client.rate(nginx.port, "/as-a-file")
            figure("case_behind_nginx", found["proxy"], "1/s")
            figure("same_bytes_as_a_file", found["file"], "1/s")
            figure("nginx_to_file", found["proxy"] / found["file"], "of it (at least 0.7)")
            nginx.stop()
        else:
            print("Left out: behind nginx, which is not installed here.")
    finally:
        server.stop()
    server = ours.start(DJANGO_SETTINGS_MODULE="bench.nothing_drawn")
    try:
        found["drawn"] = client.rate(server.port, page, Cookie="sessionid=bench")
        figure("case_all_drawn", found["drawn"], "1/s")
    finally:
        server.stop()
    return found


def measure_bakery(core, client: Client, ours: dict[str, float]) -> None:
    place = bakery.prepare()
    if place is None:
        return
    for name, server, path in (
        ("bakerydemo_streamfield_fresh", bakery.gunicorn, bakery.PAGE),
        ("bakerydemo_home_fresh", bakery.gunicorn, "/"),
        ("bakerydemo_page_cache_daphne", bakery.cached, bakery.PAGE),
    ):
        running: Measured = server(place, core)
        try:
            body(running.port, path)
            ours[name] = client.rate(running.port, path)
        finally:
            running.stop()
        figure(name, ours[name], "1/s")
    figure("fresh_to_bakerydemo", ours["fresh"] / ours["bakerydemo_streamfield_fresh"], "times (at least 5)")
    figure("all_drawn_to_bakerydemo", ours["drawn"] / ours["bakerydemo_streamfield_fresh"], "times")
    figure("ready_to_page_cache", ours["ready"] / ours["bakerydemo_page_cache_daphne"], "times (at least 8)")


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
    measure_bakery(core, client, measure_ours(core, client))


if __name__ == "__main__":
    sys.exit(main())
