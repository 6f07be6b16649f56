"""Runs a command beside a PostgreSQL and a Redis of its own: scripts/with_services.py COMMAND…

Both live in one temporary folder, on sockets or ports that nobody else has, and are gone when the command ends, however
it ends. Servers that the machine already runs are neither used nor touched. DATABASE_URL and REDIS_URL tell the command
where they are.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from machine import postgres_binary, redis_server

# Nothing here has to survive a power cut, so nothing waits for the disk.
POSTGRES_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "log_min_messages": "fatal",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def server_account():
    """PostgreSQL refuses to run as root; Debian's package brings an account for it."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    sys.exit("As root, PostgreSQL needs another account to run under, and neither postgres nor nobody exists.")


def start(command, account, **options):
    # A session of its own: Ctrl-C in the terminal reaches the tests first, and we stop the servers after them.
    if account:
        options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return subprocess.Popen(command, start_new_session=True, **options)


def wait_for(what, server, answers, log):
    for _ in range(300):
        if server.poll() is None and answers():
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit(f"{what} did not start:\n{log.read_text(errors='replace')}")


def connects(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def stop(server, with_signal):
    if with_signal:
        server.send_signal(with_signal)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextlib.contextmanager
def postgres(folder, account):
    data, log = folder / "postgres", folder / "postgres.log"
    port = free_port()
    setup = start(
        [postgres_binary("initdb"), "-D", data, "-U", "tsunagari", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
        account,
        stdout=log.open("w"),
        stderr=subprocess.STDOUT,
    )
    if setup.wait():
        sys.exit(f"initdb failed:\n{log.read_text(errors='replace')}")
    settings = POSTGRES_SETTINGS | {
        "port": str(port),
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(folder),
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    server = start(
        [postgres_binary("postgres"), "-D", data, *options], account, stdout=log.open("a"), stderr=subprocess.STDOUT
    )
    try:
        wait_for("PostgreSQL", server, lambda: connects(port), log)
        subprocess.run(
            [postgres_binary("createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "tsunagari", "tsunagari"],
            check=True,
        )
        yield f"postgres://tsunagari@127.0.0.1:{port}/tsunagari"
    finally:
        stop(server, signal.SIGINT)  # its "fast" shutdown: connections are cut, nobody is waited for


@contextlib.contextmanager
def redis(folder, account):
    log = folder / "redis.log"
    port = free_port()
    server = start(
        [
            redis_server(),
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            folder,
        ],
        account,
        stdout=log.open("w"),
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for("Redis", server, lambda: connects(port), log)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        stop(server, signal.SIGTERM)


def main(command):
    # SIGTERM and SIGHUP end us like Ctrl-C does: through the finally clauses above.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="tsunagari-services-"))
    account = server_account()
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    try:
        with postgres(folder, account) as database_url, redis(folder, account) as redis_url:
            environment = os.environ | {
                "DATABASE_URL": database_url,
                "REDIS_URL": redis_url,
                # Says that nobody else's data is there, and where the server's own tools are
                "TSUNAGARI_OWN_SERVICES": os.path.dirname(postgres_binary("postgres")),
            }
            running = subprocess.Popen(command, env=environment)
            try:
                return running.wait()
            except BaseException as reason:
                # A second Ctrl-C must not keep us from stopping the servers. The first has reached the command too.
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                stop(running, None if isinstance(reason, KeyboardInterrupt) else signal.SIGTERM)
                raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
