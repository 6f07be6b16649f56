"""The mail that says why nothing was posted arrives, once, also where our mail server is away for a while."""

from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from django.core.mail.backends import locmem
from django_tasks_db.models import DBTaskResult

from salon.replies import tasks
from salon.replies.receiving import receive

pytestmark = pytest.mark.django_db


class Server(locmem.EmailBackend):
    says: list[tuple[Exception | None, bool]]  # an error or none, and whether it comes behind the dot

    def send_messages(self, messages):
        error, is_late = self.says.pop(0)
        if is_late:
            self.before_the_dot()
        if error:
            raise error
        return super().send_messages(messages)


def run_all() -> int:
    """Answers how many tasks ran."""
    for number in range(20):
        row = DBTaskResult.objects.filter(status="READY").first()
        if row is None:
            return number
        row.task.call(*row.task_result.args, **row.task_result.kwargs)
        DBTaskResult.objects.filter(pk=row.pk).update(status="SUCCESSFUL")
    raise AssertionError("without end")


@pytest.mark.parametrize(
    ("says", "tries", "mails"),
    [
        ([(OSError(), False), (None, True)], 2, 1),
        ([(SMTPDataError(451, b"later"), True), (None, True)], 2, 1),
        ([(SMTPServerDisconnected(), True)], 1, 0),  # it may have arrived
    ],
)
def test_it_is_sent_again_until_it_left(place, mailoutbox, settings, says, tries, mails):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    Server.says = [*says]
    receive(place.mail(""), place.address)
    receive(place.mail(""), place.address)
    assert run_all() == tries
    assert len(mailoutbox) == mails


def test_a_server_that_stays_away_is_not_asked_for_ever(place, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    Server.says = [(OSError("away"), False)] * 20
    receive(place.mail(""), place.address)
    with pytest.raises(OSError, match="away"):
        run_all()
    assert len(Server.says) == 20 - 1 - len(tasks.PAUSES)
