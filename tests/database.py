"""Test databases as copies of one that was made once: migrated, with roles and the page tree of a new installation.

Wagtail's two hundred migrations take many seconds of arithmetic, and would take them again for every worker, every run
and every single test that somebody starts by hand; the page tree would be made again for every other test. So one
database is made and each worker gets a copy; Django's own `migrate` still runs on the copy, finds nothing to do, and
would mend one that lacks something.

On SQLite the copies are files, as in the product: with WAL, with threads that have connections of their own. For
PostgreSQL the original is kept as a dump. `python -m tests.database` makes what is missing.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
MAKE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from members.roles import set_up_groups; set_up_groups()
from cms import site; site.create()
"""
KEPT = ROOT / "var" / "test-databases"


def fingerprint():
    """Changes with whatever such a database depends on."""
    sources = list(ROOT.glob("*/migrations/*.py"))
    sources += [
        Path(__file__),
        ROOT / "members/roles.py",
        ROOT / "cms/site.py",
        ROOT / "cms/review.py",
        *ROOT.glob("cms/default_texts/*"),
    ]
    summary = hashlib.sha256(repr(settings.INSTALLED_APPS).encode())
    for path in [ROOT / "requirements/runtime.txt", *sorted(sources)]:
        summary.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return summary.hexdigest()[:16]


@contextmanager
def one_at_a_time(name):
    KEPT.mkdir(parents=True, exist_ok=True)
    # Beside what it guards: another checkout makes its own, and need not wait for this one
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make(database_url):
    with tempfile.TemporaryDirectory(prefix="tsunagari-migrate-") as folder:
        result = subprocess.run(
            [sys.executable, "-c", MAKE],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": database_url, "TMPDIR": folder, "REDIS_URL": ""},
            capture_output=True,
            text=True,
            check=False,
        )
    if result.returncode:
        raise RuntimeError(f"The test database could not be made:\n{result.stdout}{result.stderr}")


def original(ending, write):
    """The kept original of this state, made by `write(path)` when there is none; those of other states go."""
    path = KEPT / f"{fingerprint()}.{ending}"
    if not path.exists():
        for older in KEPT.glob(f"*.{ending}*"):
            older.unlink()
        unfinished = KEPT / f"unfinished.{ending}"
        write(unfinished)
        unfinished.rename(path)
    return path


def sqlite_copy(target):
    """Puts a SQLite file at `target`."""
    with one_at_a_time("sqlite"):
        shutil.copyfile(original("sqlite3", lambda path: make(f"sqlite:///{path}")), target)


def postgres_copy(server, name):
    """Makes database `name` on the throw-away server of scripts/with_services.py."""
    import psycopg

    template = f"{server['NAME']}_original"
    place = {"host": server["HOST"], "port": server["PORT"], "user": server["USER"], "dbname": server["NAME"]}
    url = f"postgres://{server['USER']}@{server['HOST']}:{server['PORT']}/{template}"
    tools = Path(os.environ["TSUNAGARI_OWN_SERVICES"])

    def dump(path):
        make(url)
        subprocess.run([tools / "pg_dump", "--format=custom", f"--file={path}", url], check=True)

    with one_at_a_time("postgres"), psycopg.connect(**place, autocommit=True) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", [template]).fetchone():
            connection.execute(f'create database "{template}"')
            made = (KEPT / f"{fingerprint()}.dump").exists()
            path = original("dump", dump)
            if made:
                subprocess.run([tools / "pg_restore", "--no-owner", f"--dbname={url}", path], check=True)
        connection.execute(f'create database "{name}" template "{template}"')


if __name__ == "__main__":
    server = settings.DATABASES["default"]
    if "sqlite3" in server["ENGINE"]:
        with tempfile.TemporaryDirectory() as folder:
            sqlite_copy(Path(folder) / "copy.sqlite3")
    elif "TSUNAGARI_OWN_SERVICES" in os.environ:
        postgres_copy(server, "prepared")
