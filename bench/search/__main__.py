"""make bench-search: the search of the site over generated Japanese pages, on SQLite and on PostgreSQL, beside Wagtail's own.

Recall is told against exact substrings after NFKC. Rows to read by program: FIGURE name value unit.
"""

import argparse
import os
import subprocess
import sys
import tempfile

from tests.browser.product import ROOT


def run(name: str, url: str, options) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": url or f"sqlite:///{folder}/search.sqlite3",
            "DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }
        command = [sys.executable, "-m", "bench.search.one", name, str(options.pages), "" if options.alone else "peer"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=50_000)
    options.add_argument("--alone", action="store_true", help="without Wagtail's own backend, which takes longest")
    options.add_argument("--only", choices=["sqlite", "postgres"])
    options = options.parse_args()
    if options.only != "postgres":
        run("sqlite", "", options)
    if options.only != "sqlite":
        from tests.faults.servers import Postgres, postgres_server

        if not postgres_server():
            raise SystemExit("PostgreSQL is missing here: `make machine` says how it is installed")
        server = Postgres()
        try:
            run("postgres", server.url, options)
        finally:
            server.remove()


if __name__ == "__main__":
    main()
