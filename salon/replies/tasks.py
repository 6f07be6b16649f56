"""Answers go out in the background: whoever brings a mail waits for no mail server."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.utils import timezone
from django_tasks import task

from salon.replies import answering

logger = logging.getLogger("tsunagari.replies")
# About a day in all; later nobody knows any more what it is about
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 10, 60, 6 * 60, 16 * 60)]


@task
def send_answer(pk: int, message_id: str, tries: int = 0) -> None:
    try:
        answering.send(pk, message_id)
    except (OSError, SMTPException) as error:
        if tries == len(PAUSES):
            raise
        logger.warning("mail server: %s; an answer waits", type(error).__name__)
        send_answer.using(run_after=timezone.now() + PAUSES[tries]).enqueue(pk, message_id, tries + 1)
