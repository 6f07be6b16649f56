"""Background work inside the process that serves: tasks from the database, and what the clock brings.

A thread of the same process, so that in the embedded default it can ring at open pages. With several
processes each may run it: tasks are claimed in the database.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.db import Error as DatabaseError
from django.db import close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from imapclient.exceptions import IMAPClientError

from cms import approving, scheduling
from members.mail import schedule
from salon.desk import consulting
from salon.gatherings import freeing, guests, reminding
from salon.library import sharing
from salon.notices import digests, making
from salon.replies import mailbox
from salon.rooms import keeping, polls
from salon.rooms.attendance import Readers
from salon.searching import index

TASKS_EVERY = 0.5  # seconds between looks at an empty queue
CLOCK_EVERY = 5.0  # seconds between ticks
NOTICES_EVERY = 1.0  # seconds between looks for rooms in which something happened
NOTICES_REST = (
    9.0  # times as long as the last look worked, if that is longer: posts and pages have nine tenths of the processor
)
GIVES_WAY = 0.05  # seconds that a question on the way to notices waits at most while pages are answered
GIVES_WAY_IN_ALL = 1.0  # seconds after which none of them waits any more: what is held for them is wanted by others
TIDY_EVERY = 60 * 60.0  # seconds between clearings of what has expired
MAILBOX_EVERY = 60.0  # seconds between looks for answers by mail, where REPLY_IMAP_URL is set
AFTER_ERROR = 3.0  # seconds until a thread that failed starts again

logger = logging.getLogger("tsunagari.worker")


def start(alone: bool, idle: threading.Event) -> None:
    """Start the threads; they end with the process, and what they were at is taken up by the next one.

    `alone`: no other process runs tasks on this database, so those that still count as running died with the last.
    `idle` is set while no page is being answered.
    """
    if alone:
        schedule.revive_tasks(timedelta(0))
    threads = {"tasks": run_tasks, "clock": run_clock, "notices": partial(make_notices, idle)}
    if settings.REPLY_ADDRESS and settings.REPLY_IMAP_URL:
        # A thread of its own: a mail server that is slow to answer holds up nothing else
        threads["mailbox"] = run_mailbox
    for name, work in threads.items():
        threading.Thread(target=_again_and_again, args=(work,), name=name, daemon=True).start()


def run_tasks() -> None:
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=TASKS_EVERY,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    ).run()


def run_clock() -> None:
    tidied_at, who_may_come = -TIDY_EVERY, None
    while True:
        close_old_connections()
        digests.hand_over()
        schedule.tick()
        schedule.revive_tasks()
        approving.ask_due()
        consulting.release_due()
        polls.close_due()
        if (who_may := freeing.who_may()) != who_may_come:
            freeing.hand_over()
            who_may_come = who_may
        reminding.hand_over()
        scheduling.publish_due()
        if time.monotonic() - tidied_at > TIDY_EVERY:
            tidied_at = time.monotonic()
            call_command("clearsessions", verbosity=0)
            # Finished tasks still hold what they were called with, sign-in codes among it
            call_command("prune_db_task_results", min_age_days=1, verbosity=0)
            keeping.tidy()
            guests.erase_due()
            sharing.tidy()
            who_may_come = None  # who asked for a seat in the very moment of being excluded is found, too
        # Last: only who owns the index may do it, and nothing else shall hang on that
        index.sort_in()
        close_old_connections()
        time.sleep(CLOCK_EVERY)


def make_notices(idle: threading.Event) -> None:
    """Behind the posts and not among them: who posts to two hundred people waits for none of it."""
    readers = Readers()
    while True:
        began = time.thread_time()
        close_old_connections()
        with connection.execute_wrapper(_after_pages(idle)):
            making.catch_up(readers=readers)
        close_old_connections()
        time.sleep(max(NOTICES_EVERY, NOTICES_REST * (time.thread_time() - began)))


def _after_pages(idle: threading.Event) -> Callable:
    """Asks the database when no page is being answered, or after a moment: the two would share the processor."""

    until = time.monotonic() + GIVES_WAY_IN_ALL

    def ask(execute, sql, params, many, context):
        if time.monotonic() < until:
            idle.wait(GIVES_WAY)
        return execute(sql, params, many, context)

    return ask


def run_mailbox() -> None:
    place = mailbox.Mailbox.at(settings.REPLY_IMAP_URL)
    while True:
        close_old_connections()
        try:
            mailbox.fetch(place)
        except (OSError, IMAPClientError, DatabaseError) as error:
            logger.warning("mailbox for replies: %s", type(error).__name__)
        close_old_connections()
        time.sleep(MAILBOX_EVERY)


def _again_and_again(work: Callable[[], None]) -> None:
    while True:
        try:
            work()
        except Exception:  # the database may be away for a while; the work is still in it
            logger.exception("background work failed; starting again")
            close_old_connections()
        time.sleep(AFTER_ERROR)
