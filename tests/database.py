"""Test databases as copies of one that was made once: migrated, with roles and the page tree of a new installation.

Wagtail's two hundred migrations take many seconds of arithmetic, and would take them again for every worker, every run
and every single test that somebody starts by hand; the page tree would be made again for every other test. So one
database is made and each worker gets a copy; Django's own `migrate` still runs on the copy, finds nothing to do, and
would mend one that lacks something.

On SQLite the copies are files, as in the product: with WAL, with threads that have connections of their own.
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
    sources += [Path(__file__), ROOT / "members/roles.py", ROOT / "cms/site.py", *ROOT.glob("cms/default_texts/*")]
    summary = hashlib.sha256(repr(settings.INSTALLED_APPS).encode())
    for path in [ROOT / "requirements/runtime.txt", *sorted(sources)]:
        summary.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return summary.hexdigest()[:16]


@contextmanager
def one_at_a_time(name):
    path = Path(tempfile.gettempdir()) / f"tsunagari-{os.getuid()}-{name}.lock"
    with path.open("w") as lock:
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


def sqlite_copy(target):
    """Puts a SQLite file at `target`; the first call after a change of what it is made of makes the original."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with one_at_a_time("sqlite"):
        original = KEPT / f"{fingerprint()}.sqlite3"
        if not original.exists():
            for older in KEPT.iterdir():
                older.unlink()
            unfinished = KEPT / "unfinished.sqlite3"
            make(f"sqlite:///{unfinished}")
            unfinished.rename(original)
        shutil.copyfile(original, target)


def postgres_copy(server, name):
    """Makes database `name` on the throw-away server of scripts/with_services.py from one made in this run."""
    import psycopg

    original = f"{server['NAME']}_original"
    place = {"host": server["HOST"], "port": server["PORT"], "user": server["USER"], "dbname": server["NAME"]}
    with one_at_a_time(f"postgres-{server['PORT']}"), psycopg.connect(**place, autocommit=True) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", [original]).fetchone():
            connection.execute(f'create database "{original}"')
            make(f"postgres://{server['USER']}@{server['HOST']}:{server['PORT']}/{original}")
        connection.execute(f'create database "{name}" template "{original}"')
