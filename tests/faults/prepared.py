"""The demonstration network, made once and kept: loading it takes longer than a whole pass of tests."""

import hashlib
import shutil
from pathlib import Path

from tests import database
from tests.browser.product import Product
from tests.faults.servers import Postgres, copy

PARTS = ["config", "newsletter", "salon", "cms", "members", "static", "templates", "requirements"]
SECRET = "only for this test " * 4


def kept() -> Path:
    """A folder with `postgres` and `data`: what a PostgreSQL and a process find that served such a network before."""
    database.KEPT.mkdir(parents=True, exist_ok=True)
    with database.one_at_a_time("network"):
        folder = database.KEPT / f"{fingerprint()}.network"
        if not folder.exists():
            for older in database.KEPT.glob("*.network"):
                shutil.rmtree(older)
            unfinished = database.KEPT / "unfinished.network"
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder


def fingerprint() -> str:
    """Changes with every line of ours: who changed one wants to see that one killed."""
    summary = hashlib.sha256()
    for part in PARTS:
        for path in sorted((database.ROOT / part).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                summary.update(str(path.relative_to(database.ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return summary.hexdigest()[:16]


def make(folder: Path) -> None:
    postgres = Postgres()
    try:
        product = Product(folder, DATABASE_URL=postgres.url, SECRET_KEY=SECRET)
        product.start()
        product.stop()
        postgres.stop()
        copy(postgres.data, folder / "postgres")
    finally:
        postgres.remove()
