"""Mails about signing in go out in the background: a slow mail server holds up nobody, and tells nobody who is known."""

from django_tasks import task

from members.signin import letters


@task
def send_code(address: str, code: str, next_url: str) -> None:
    letters.send_code(address, code, next_url)


@task
def send_letter(name: str, address: str, context: dict) -> None:
    letters.send(name, address, context)


@task
def send_invitation(pk: int) -> None:
    from members import invitations

    invitations.write(pk)
