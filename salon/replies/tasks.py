"""Answers go out in the background: whoever brings a mail waits for no mail server."""

from django_tasks import task

from salon.replies import answering


@task
def send_answer(pk: int, message_id: str) -> None:
    answering.send(pk, message_id)
