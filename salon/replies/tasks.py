"""Answers go out in the background: whoever brings a mail waits for no mail server."""

from django_tasks import task

from salon.replies import answering


@task
def send_answer(person_id: int, reason: str, message_id: str) -> None:
    answering.send(person_id, reason, message_id)
