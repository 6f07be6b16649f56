"""Runs a command so many times and stops at the first that fails: scripts/again.py TIMES COMMAND…

Of several passes each says its number and its seconds; what the one under way prints is in var/faults/output.txt, and
everything of one that failed is said at the end.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

# Who fails leaves more here: tests/faults/conftest.py
KEPT = Path(__file__).resolve().parent.parent / "var" / "faults"


def once(command):
    with (KEPT / "output.txt").open("wb") as output:
        return subprocess.call(command, stdout=output, stderr=subprocess.STDOUT)


def main(times, command):
    green, code = 0, 0
    try:
        while green < times and not code:
            shutil.rmtree(KEPT, ignore_errors=True)
            KEPT.mkdir(parents=True)
            began = time.monotonic()
            code = once(command) if times > 1 else subprocess.call(command)
            green += not code
            if times > 1:
                said = "green" if not code else "failed"
                print(f"==> Pass {green + bool(code)} of {times}: {said}, {time.monotonic() - began:.0f} s", flush=True)
    finally:
        if times > 1:
            if code:
                print((KEPT / "output.txt").read_text(errors="replace"))
            print(f"==> {green} of {times} passes were green", flush=True)
    if code:
        print(f"==> What the servers said is in {KEPT}")
    return code


if __name__ == "__main__":
    if len(sys.argv) < 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    try:
        sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit(130)
