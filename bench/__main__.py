"""make bench-salon: ours, the Channels tutorial and a C server at its limit, one after the other in one run.

The server with its database and Redis has one core, the client the other. "Sustained" is the highest rate of posts at which
p99 over all deliveries stays under 250 ms, nobody is dropped and nothing is lost. Ours posts over HTTP with session, token,
validation and commit; the others take a frame and ask nothing. Rows to read by program: FIGURE name value unit.
"""

import argparse
import contextlib
import json
import os
import resource
import secrets
import sys
import urllib.parse
from collections.abc import Callable

from bench import servers
from bench.load import Load, Result, frame
from bench.ours import Ours, opening
from tests.faults.servers import Postgres, Redis, postgres_server, redis_server

RATES = (5, 10, 15, 20, 24, 30, 40, 50, 60, 75, 100, 125, 150, 200, 250, 300, 400, 600, 800, 1000)
TEXT = "近所の方が声をかけてくださって、今日は12人になりました。来週もこの時間に開きます。"
TOKEN = "a" * 32


def figure(name: str, value: float, unit: str) -> None:
    print(f"FIGURE {name} {value:.4g} {unit}", flush=True)


def http_post(load: Load, cookies: list[str], topics: list[str]) -> Callable[[int], bytes]:
    # A post with a key that was used before is taken for a second try of the same
    run = secrets.token_hex(8)

    def make(number: int) -> bytes:
        body = urllib.parse.urlencode({"body": f"{TEXT} n{number:08}z", "key": f"bench-{run}-{number}"})
        return (
            f"POST {topics[number % len(topics)]} HTTP/1.1\r\nHost: 127.0.0.1:{load.port}\r\n"
            f"Cookie: {cookies[number % len(cookies)]}; csrftoken={TOKEN}\r\nX-CSRFToken: {TOKEN}\r\n"
            "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode()

    return make


def sustained(run: Callable[[float], Result], rates=RATES) -> float:
    """The highest rate that holds; one that fails is tried once more, because the machine has other things to do."""
    best = 0.0
    for rate in rates:
        if not run(rate).sustained and not run(rate).sustained:
            break
        best = rate
    return best


def measured(name: str, server, load: Load, make, rate: float, seconds: float, drain: float = 3.0) -> Result:
    """One run at a rate, with the CPU time that a thousand deliveries cost."""
    before = server.cpu()
    result = load.run(rate, seconds, make, drain)
    used = server.cpu() - before
    print(
        f"  {name}: {rate:g} posts/s, {result.delivered} of {result.sent * load.reach} delivered, "
        f"{result.refused} refused, p50 {result.quantile(0.5):.0f} ms, p99 {result.quantile(0.99):.0f} ms, "
        f"{1e6 * used / max(result.delivered, 1):.1f} CPU ms for 1000 deliveries, {used / result.seconds:.0%} of the core",
        flush=True,
    )
    if result.refused:
        print(f"    {load.refusal[:300].decode(errors='replace')!r}")
    result.cpu_for_1000 = 1e6 * used / max(result.delivered, 1)
    return result


def one_room(name: str, server, open_load, people: int, options) -> None:
    load, make = open_load(people)
    try:
        measured(name, server, load, make, 5, 1)
        at = measured(f"{name} {people}", server, load, make, options.rate, options.seconds)
        figure(f"{name}_cpu_{people}", at.cpu_for_1000, "ms/1000")
        figure(f"{name}_p99_{people}_at_{options.rate}", at.quantile(0.99), "ms")
        if not options.quick:
            best = sustained(lambda rate: measured(name, server, load, make, rate, options.seconds))
            figure(f"{name}_sustained_{people}", best, "posts/s")
            if name == "ours" and people == options.people[0]:
                overload(server, load, make, best, options)
    finally:
        load.close()


def overload(server, load: Load, make, rate: float, options) -> None:
    """Twice what it sustains, from more browsers than may wait: posts are refused in words, nobody is dropped, nothing is lost."""
    load.post_over(400)
    result = measured("ours at twice that", server, load, make, 2 * rate, 3 * options.seconds, drain=30)
    figure("ours_overload_refused", result.refused / result.sent, "share")
    figure("ours_overload_dropped", result.dropped, "sockets")
    figure("ours_overload_lost", result.expected - result.delivered, "deliveries")
    figure("ours_overload_in_words", "混み合って".encode() in load.refusal if result.refused else 1, "yes=1")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-salon")
    parser.add_argument("--quick", action="store_true", help="one short run of each, under a minute: do the parts work")
    parser.add_argument("--only", default="limit,tutorial,ours")
    parser.add_argument("--people", type=int, nargs="*", default=None)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=None)
    parser.add_argument("--sqlite", action="store_true", help="ours on SQLite without Redis")
    parser.add_argument("--history", type=int, default=None, help="messages in the room whose opening is measured")
    options = parser.parse_args()
    options.seconds = options.seconds or (2 if options.quick else 8)
    options.people = options.people or ([20] if options.quick else [200, 1000])
    parts = options.only.split(",")
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    cores = sorted(os.sched_getaffinity(0))
    core, other = (cores[0], cores[-1]) if len(cores) > 1 else (None, None)
    if other is not None:
        os.sched_setaffinity(0, {other})
    else:
        print("One core for everything here: server and client disturb each other.")

    if "limit" in parts:
        if server := servers.limit(core):
            for people in options.people:
                one_room("limit", server, lambda number: of_frames(server, number, str.encode), people, options)
            server.stop()
        else:
            print("Left out: the limit in C, because no compiler is here.")
    if {"tutorial", "ours"} & set(parts):
        with services(core, options) as (postgres, redis):
            if "tutorial" in parts and redis:
                server = servers.tutorial(core, redis)

                def wrap(text: str) -> bytes:
                    return frame(json.dumps({"message": text}).encode())

                for people in options.people:
                    one_room("tutorial", server, lambda number: of_frames(server, number, wrap), people, options)
                server.stop()
            if "ours" in parts:
                measure_ours(Ours(core, postgres, redis), options)


def measure_ours(ours: Ours, options) -> None:
    rooms = 10 if options.quick else 50
    cookies, places = ours.prepare(max(*options.people, rooms * 20 if not options.quick else 0, 20), rooms)
    server = ours.start()

    def in_rooms(people: int, number: int):
        topics = [address for _, address in places[:number]]
        load, make, accepts = ours.opened([server], cookies[:people], places[:number], topics, http_post)
        figure(f"ours_accepts_{people}", accepts, "1/s")
        return load, make

    for people in options.people:
        one_room("ours", server, lambda number: in_rooms(number, 1), people, options)
    if not options.quick:
        # A fresh one: what it grew by while it was busy is no connection's
        server.stop()
        server = ours.start()
        load, make = in_rooms(rooms, rooms)
        measured("ours", server, load, make, 20, 5)
        load.close()
        alone = server.memory()
        load, make = in_rooms(rooms * 20, rooms)
        figure("ours_memory_alone", alone / 1024, "MB")
        figure("ours_memory_per_connection", (server.memory() - alone) / (rooms * 20), "KB")
        many = measured(f"ours {rooms} rooms of 20", server, load, make, 200, options.seconds)
        figure(f"ours_p99_{rooms}_rooms_of_20_at_200", many.quantile(0.99), "ms")
        figure(f"ours_cpu_{rooms}_rooms_of_20", many.cpu_for_1000, "ms/1000")
        load.close()
    server.stop()
    if not options.quick:
        two_processes(ours, cookies, places, options)
        many_sockets(ours, cookies, places, options)
    number = options.history if options.history is not None else (2_000 if options.quick else 1_000_000)
    if number:
        room, address = places[-1]
        ours.manage("shell", "-v0", "-c", f"from bench import people; people.history({room}, {number})")
        server = ours.start()
        for name, page in (("room", address.split("topics")[0]), ("topic", address)):
            took = opening(server, cookies[0], page, 20 if options.quick else 100)
            figure(f"ours_opening_{name}_p95_of_{number}", took[int(len(took) * 0.95)], "ms")
        server.stop()


def two_processes(ours: Ours, cookies, places, options) -> None:
    """The same posts to 50 rooms of 20 by one process and by two, with the people of each room spread over both."""
    cost = {}
    for number in (1, 2):
        running = [ours.start() for _ in range(number)]
        load, make, _ = ours.opened(running, cookies[: len(places) * 20], places, [at for _, at in places], http_post)
        together = servers.Together(running)
        measured("ours", together, load, make, 20, len(cookies) / 20)
        cost[number] = measured(f"ours, {number} processes", together, load, make, 40, options.seconds).cpu_for_1000
        load.close()
        together.stop()
    figure("ours_posts_per_cpu_second_with_two_processes", cost[1] / cost[2], "of one")


def many_sockets(ours: Ours, cookies, places, options) -> None:
    """Ten thousand open pages over four processes of this machine, and a post now and then."""
    running = [ours.start() for _ in range(4)]
    load, make, accepts = ours.opened(running, cookies[:1000] * 10, places, [at for _, at in places], http_post)
    figure("ours_open_at_once", len(load.listeners), "sockets")
    figure("ours_accepts_10000", accepts, "1/s")
    together = servers.Together(running)
    measured("ours", together, load, make, 5, 5)
    result = measured("ours, 10000 open", together, load, make, 10, options.seconds)
    figure("ours_p99_10000_open_at_10", result.quantile(0.99), "ms")
    figure("ours_dropped_of_10000", result.dropped, "sockets")
    load.close()
    together.stop()


@contextlib.contextmanager
def services(core, options):
    """A PostgreSQL and a Redis of our own on the server's core; None where they are not installed."""
    found = []
    before = os.sched_getaffinity(0)
    if core is not None:
        os.sched_setaffinity(0, {core})
    try:
        for kind, missing in ((Postgres, postgres_server), (Redis, redis_server)):
            found.append(kind() if missing() else None)
            if not found[-1]:
                print(f"{kind.__name__} is not installed here.")
        os.sched_setaffinity(0, before)
        yield tuple(found) if not options.sqlite else (None, None if options.only == "ours" else found[1])
    finally:
        os.sched_setaffinity(0, before)
        for one in found:
            if one:
                one.remove()


def of_frames(server, people: int, wrap: Callable[[str], bytes]):
    """Listeners and one poster of a server that takes what it gets. `wrap` makes of a text what it takes."""
    load = Load(server.port)
    load.listen([""] * people)
    load.post_over(1, cookie="")
    return load, lambda number: wrap(f"{TEXT} n{number:08}z")


if __name__ == "__main__":
    sys.exit(main())
