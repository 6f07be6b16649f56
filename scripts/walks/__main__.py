"""Walks every flow at two widths, with and without script, and leaves films, pictures and an index in var/walks/.

    python -m scripts.walks [WORD …]    only flows and ways whose name has one of the words, for example `poll phone`

Ends with 1, and names them, when a walk did not arrive or something on its way was wrong.
"""

import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from scripts.walks import filming, index
from scripts.walks import flows as _flows  # noqa: F401 they put themselves on the list
from scripts.walks.flow import FLOWS
from scripts.walks.going import FOLDER, walk_all
from scripts.walks.walk import WAYS, Way
from tests.browser.product import Product


def chosen(words: list[str]) -> list[tuple[Way, list[str]]]:
    """Ways, and names of flows on them."""
    ways = [way for way in WAYS if way.name in words] or WAYS
    named = [word for word in words if word not in {way.name for way in WAYS}]
    flows = [flow for flow in FLOWS if not named or any(word in flow.name for word in named)]
    return [(way, [flow.name for flow in flows if way.script or flow.without_script]) for way in ways]


def main(words: list[str]) -> int:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="tsunagari-walks-") as folder:
        filmed = filming.prepare(Path(folder) / "films")
        print("==> Making the demonstration", flush=True)
        first = Product(folder)
        try:
            first.start()
        finally:
            first.stop()
        ways, flows = zip(*chosen(words), strict=True)
        with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
            parts = pool.map(walk_all, ways, flows, repeat(Path(folder) / "data"), repeat(filmed))
            told = [one for part in parts for one in part]
    wrong = [f"{one.flow} ({one.way}): {line}" for one in told for line in one.wrong]
    print(*wrong, sep="\n")
    print(f"==> {index.write(FOLDER, told, filmed)}: {len(told)} walks, {len(wrong)} things wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
