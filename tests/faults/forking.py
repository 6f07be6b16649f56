"""What `Forks` starts. It reads the product's code once; what it forks then has read it."""

import contextlib
import ctypes
import gc
import io
import json
import os
import signal
import socket
import sys
import time
import traceback

PR_SET_PDEATHSIG = 1  # as the kernel numbers it


def end_with_the_parent() -> None:
    """However that ends: nothing that serves is left over."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def read_the_code() -> None:
    gc.set_threshold(50_000, 20, 10)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    import config.asgi
    import config.serving
    import config.urls  # noqa: F401

    gc.freeze()


def commands() -> None:
    """For each line the number of the process that obeys it, then what it ended with."""
    from django.core.management import execute_from_command_line

    for line in sys.stdin:
        child = os.fork()
        if not child:
            end_with_the_parent()
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(2, 1)
            execute_from_command_line(["manage.py", *json.loads(line)])
            os._exit(0)
        os.setpgid(child, child)
        say(child)
        # One at a time: the event loop, made when Daphne was imported, is the same one for all
        say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def shell(wire) -> None:
    """For each line of code when it was done, what it printed, and how it failed."""
    from django.db import connection

    for line in wire:
        connection.close()  # PostgreSQL may have been away
        said, failed = io.StringIO(), ""
        with contextlib.redirect_stdout(said):
            try:
                exec(json.loads(line), {})
            except Exception:
                failed = traceback.format_exc()
        wire.write(json.dumps([time.monotonic(), said.getvalue(), failed]) + "\n")
        wire.flush()


if __name__ == "__main__":
    end_with_the_parent()
    read_the_code()
    with socket.socket(fileno=int(sys.argv[1])) as wire:
        if not os.fork():
            end_with_the_parent()
            shell(wire.makefile("rw"))
            os._exit(0)
    commands()
