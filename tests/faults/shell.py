"""An interpreter of the product that has started already: a line takes effect in the moment in which a test asks for it."""

import json
import subprocess
import sys

from tests.browser.product import ROOT, Product

SERVE = """
import contextlib, io, json, sys, time, traceback
from django.db import connection
for line in sys.stdin:
    connection.close()  # PostgreSQL may have been away
    said, failed = io.StringIO(), ""
    with contextlib.redirect_stdout(said):
        try:
            exec(json.loads(line), {})
        except Exception:
            failed = traceback.format_exc()
    print(json.dumps([time.monotonic(), said.getvalue(), failed]), flush=True)
"""


class Shell:
    """`done` is when the last code was done, by `time.monotonic`."""

    def __init__(self, product: Product):
        self.done = 0.0
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "-v0", "-c", SERVE],
            cwd=ROOT,
            env=product.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, code: str) -> str:
        """What it prints."""
        self.process.stdin.write(json.dumps(code) + "\n")
        self.process.stdin.flush()
        self.done, printed, failed = json.loads(self.process.stdout.readline())
        assert not failed, failed
        return printed

    def end(self) -> None:
        # Python would take its time to tidy up
        self.process.kill()
        self.process.communicate()
