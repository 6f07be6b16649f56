"""Runs a command so many times and stops at the first that fails: scripts/again.py TIMES COMMAND…"""

import subprocess
import sys
import time


def main(times, command):
    green, code = 0, 0
    try:
        while green < times and not code:
            began = time.monotonic()
            code = subprocess.call(command)
            green += not code
            if times > 1:
                said = "green" if not code else "failed"
                print(f"==> Pass {green + bool(code)} of {times}: {said}, {time.monotonic() - began:.0f} s", flush=True)
    finally:
        if times > 1:
            print(f"==> {green} of {times} passes were green", flush=True)
    return code


if __name__ == "__main__":
    if len(sys.argv) < 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    try:
        sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit(130)
