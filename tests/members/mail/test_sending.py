"""What the server says becomes of a letter, and what the letter itself says."""

import smtplib
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from members.mail import batches, sending, states
from members.mail.consent import decide
from members.models import Letter, Person, Suppression
from members.models.letters import Kind
from tests.factories.members import PersonFactory
from tests.factories.newsletter import mailing

pytestmark = pytest.mark.django_db
State = Letter.State


def tally(batch):
    return {state: number for state, number in batches.counts(batch).items() if number}


class Server:
    """A mail server of three lines: says `answer` at `when`, before or after it has the dot."""

    def __init__(self):
        self.errors: list[Exception | None] = []
        self.after_the_dot = True
        self.before_the_dot = None
        self.got: list[str] = []

    def open(self):
        return True

    def close(self):
        pass

    def send_messages(self, messages):
        error = self.errors.pop(0) if self.errors else None
        if error and not self.after_the_dot:
            raise error
        self.before_the_dot()
        if error:
            raise error
        self.got += [message.to[0] for message in messages]


@pytest.fixture
def server(monkeypatch):
    server = Server()
    monkeypatch.setattr(sending, "get_connection", lambda: server)
    return server


def test_everybody_gets_it_once(django_assert_max_num_queries):
    people = [PersonFactory() for _ in range(23)]
    batch = mailing(people)
    sending.send_waiting(batch)
    sending.send_waiting(batch)
    assert sorted(message.to[0] for message in mail.outbox) == sorted(person.email for person in people)
    assert tally(batch) == {State.SENT: 23}


def test_what_a_letter_carries(settings):
    settings.SITE_URL = "https://tsunagari.example"
    person = PersonFactory()
    batch = mailing([person], subject="お便り 第1号")
    sending.send_waiting(batch)
    letter = batch.letters.get()
    (message,) = mail.outbox
    stop = f"https://tsunagari.example/mail/stop/{letter.stop_key}/"
    headers = message.message()
    assert message.to == [person.email]
    assert headers["List-Unsubscribe"].strip() == f"<{stop}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Id"] == "newsletter <newsletter.example.org>"
    assert headers["Precedence"] == "bulk"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Reply-To"] == settings.SECRETARIAT_EMAIL
    assert stop in message.body
    assert stop in message.alternatives[0].content
    assert str(uuid.UUID(int=0)) not in message.body + message.alternatives[0].content


def test_every_try_of_a_letter_has_the_same_message_id(server):
    batch = mailing([PersonFactory(), PersonFactory()])
    one, other = batch.letters.order_by("pk")
    ids = [sending._message(letter).extra_headers["Message-ID"] for letter in (one, one, other)]
    assert ids[0] == ids[1] != ids[2]
    assert str(one.stop_key) not in ids[0]


def test_who_stopped_after_the_freezing_gets_nothing():
    stopped, suppressed, left, deactivated, stays = people = [PersonFactory() for _ in range(5)]
    batch = mailing(people)
    decide(stopped, Kind.NEWSLETTER, False, "mail")
    Suppression.objects.create(address=suppressed.email, reason="戻ってきました")
    left.delete()
    deactivated.is_active = False
    deactivated.save()
    sending.send_waiting(batch)
    assert [message.to for message in mail.outbox] == [[stays.email]]
    assert tally(batch) == {State.SENT: 1, State.SKIPPED: 4}


def test_a_letter_follows_its_person_to_a_new_address():
    person = PersonFactory(email="old@example.org")
    batch = mailing([person])
    Person.objects.filter(pk=person.pk).update(email="new@example.org")
    sending.send_waiting(batch)
    assert [message.to for message in mail.outbox] == [["new@example.org"]]


def test_a_refusal_for_good_fails_that_letter_only(server):
    batch = mailing([PersonFactory() for _ in range(3)])
    server.errors = [
        smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such user")}),
        smtplib.SMTPDataError(554, b"refused"),
    ]
    server.after_the_dot = False
    sending.send_waiting(batch)
    assert tally(batch) == {State.FAILED: 2, State.SENT: 1}


@pytest.mark.parametrize("after_the_dot", [True, False])
def test_not_now_goes_back_to_the_queue(server, after_the_dot):
    batch = mailing([PersonFactory()])
    server.errors = [smtplib.SMTPDataError(451, b"try again later")]
    server.after_the_dot = after_the_dot
    sending.send_waiting(batch)
    assert tally(batch) == {State.QUEUED: 1}
    Letter.objects.update(not_before=None)
    sending.send_waiting(batch)
    assert tally(batch) == {State.SENT: 1}
    assert len(server.got) == 1


@pytest.mark.parametrize(
    "error",
    [smtplib.SMTPServerDisconnected("gone"), TimeoutError("timed out"), ConnectionResetError(), RuntimeError("?")],
)
def test_a_line_that_breaks_after_the_dot_leaves_a_question(server, error):
    batch = mailing([PersonFactory(), PersonFactory()])
    server.errors = [error]
    sending.send_waiting(batch)
    Letter.objects.update(not_before=None)
    sending.send_waiting(batch)
    assert tally(batch) == {State.UNCERTAIN: 1, State.SENT: 1}
    assert len(server.got) == 1


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPServerDisconnected("gone"),
        TimeoutError("timed out"),
        smtplib.SMTPSenderRefused(553, b"not you", "t@example.org"),
        smtplib.SMTPRecipientsRefused({"a@example.org": (452, b"full")}),
    ],
)
def test_a_line_that_breaks_before_the_dot_may_try_again(server, error):
    batch = mailing([PersonFactory()])
    server.errors, server.after_the_dot = [error], False
    sending.send_waiting(batch)
    assert tally(batch) == {State.QUEUED: 1}
    assert not states.claim(batch, 1)
    Letter.objects.update(not_before=None)
    sending.send_waiting(batch)
    assert tally(batch) == {State.SENT: 1}


def test_nobody_answers_and_all_wait(server):
    def refuse():
        raise ConnectionRefusedError("Connection refused")

    server.open = refuse
    batch = mailing([PersonFactory() for _ in range(15)])
    sending.send_waiting(batch)
    assert tally(batch) == {State.QUEUED: 15}
    assert set(batch.letters.values_list("tries", flat=True)) == {0}
    assert "つながりません" in batch.letters.first().error


class Killed(BaseException):
    """Stands for kill -9: nothing of ours runs any more."""


@pytest.mark.parametrize(
    ("dies_after_the_dot", "left"), [(False, {State.CLAIMED: 2}), (True, {State.SENDING: 1, State.CLAIMED: 1})]
)
def test_after_kill_nobody_gets_it_twice_and_nobody_is_forgotten(server, time_machine, dies_after_the_dot, left):
    batch = mailing([PersonFactory(), PersonFactory()])
    server.errors, server.after_the_dot = [Killed()], dies_after_the_dot
    with pytest.raises(Killed):
        sending.send_waiting(batch)
    assert tally(batch) == left
    time_machine.move_to(timezone.now() + timedelta(minutes=10))
    states.release_stale()
    sending.send_waiting(batch)
    if dies_after_the_dot:
        assert tally(batch) == {State.UNCERTAIN: 1, State.SENT: 1}
        assert len(server.got) == 1
    else:
        assert tally(batch) == {State.SENT: 2}
        assert len(set(server.got)) == 2


def test_a_letter_taken_by_another_worker_is_not_sent(server):
    batch = mailing([PersonFactory()])
    (ours,) = states.claim(batch, 1)
    Letter.objects.update(claim=uuid.uuid4())
    sending.send(ours, server)
    assert server.got == []
    assert tally(batch) == {State.CLAIMED: 1}
