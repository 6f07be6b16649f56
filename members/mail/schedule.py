"""What must happen every few seconds, in whatever process has the time. Safe in several at once."""

import time
from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from members.mail import states
from members.mail.sending import send_waiting
from members.models import Batch

# Our tasks are one call long; one that runs for a quarter of an hour died with its process
TASK_IS_DEAD_AFTER = timedelta(minutes=15)
TASK_TRIES = 3


def tick(seconds: float = 5.0) -> None:
    """Free what died, then send what waits, for about `seconds`: other work of the same thread waits that long."""
    states.release_stale()
    until = time.monotonic() + seconds
    # The smallest step of every batch in turn: a short notice need not wait for a newsletter to a thousand
    while batches := list(Batch.objects.filter(pk__in=states.due().values("batch")).order_by("created_at")):
        for batch in batches:
            send_waiting(batch, seconds=0)
            if time.monotonic() >= until:
                return


def revive_tasks(dead_after: timedelta = TASK_IS_DEAD_AFTER) -> int:
    """Tasks that kill -9 left RUNNING run again; who died three times does not. Answers how many run again.

    The process that runs all tasks alone may call this with `timedelta(0)` when it starts.
    """
    revived = 0
    for task in DBTaskResult.objects.running().filter(started_at__lte=timezone.now() - dead_after):
        same = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        if len(task.worker_ids) < TASK_TRIES:
            revived += same.update(status="READY", started_at=None)
        else:
            same.update(
                status="FAILED",
                finished_at=timezone.now(),
                exception_class_path="members.mail.schedule.Died",
                traceback=f"died with its process {TASK_TRIES} times",
            )
    return revived
