"""Several people at the same moment, each in a thread with a connection of its own, as pages are answered."""

import threading
from collections.abc import Callable

from django.db import connections


def at_once(*calls: Callable[[], object]) -> None:
    """Run each call in a thread, all starting together. Fails when one of them does."""
    gate, faults = threading.Barrier(len(calls)), []

    def run(call):
        try:
            gate.wait()
            call()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
