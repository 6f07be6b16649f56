"""A real conversation with a mail server."""

import socket

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMessage, get_connection

from members.mail import sending
from members.mail.batches import counts
from members.models import Letter
from tests.factories.members import PersonFactory
from tests.factories.newsletter import mailing

pytestmark = pytest.mark.django_db
State = Letter.State


class Handler:
    """Keeps what it got; refuses whoever it is told to."""

    def __init__(self):
        self.got: list[tuple[str, list[str], bytes]] = []
        self.refuse: dict[str, str] = {}

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.got.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content))
        return "250 OK"


@pytest.fixture
def post_office(settings):
    handler = Handler()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "members.mail.smtp.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield handler
    controller.stop()


def test_letters_arrive_each_at_its_one_recipient(post_office):
    people = [PersonFactory() for _ in range(3)]
    batch = mailing(people, subject="お便り、第1号 🌸")
    sending.send_waiting(batch)
    assert counts(batch)[State.SENT] == 3
    assert sorted(recipients for _, recipients, _ in post_office.got) == sorted([person.email] for person in people)
    assert {mail_from for mail_from, _, _ in post_office.got} == {"tsunagari@example.org"}


def test_a_refusal_and_a_not_now_are_told_apart(post_office):
    gone, full, fine = (PersonFactory(email=f"{name}@example.org") for name in ("gone", "full", "fine"))
    post_office.refuse = {gone.email: "550 no such user", full.email: "452 mailbox full"}
    batch = mailing([gone, full, fine])
    sending.send_waiting(batch)
    assert dict(batch.letters.values_list("address", "state")) == {
        gone.email: State.FAILED,
        full.email: State.QUEUED,
        fine.email: State.SENT,
    }
    assert [recipients for _, recipients, _ in post_office.got] == [[fine.email]]


def test_lines_that_begin_with_a_dot_arrive_as_they_were(post_office):
    text = ".はじめの点\n..二つの点\n.\n終わり"
    get_connection().send_messages([EmailMessage("題", text, "t@example.org", ["a@example.org"])])
    content = post_office.got[0][2].decode()
    assert text.replace("\n", "\r\n") in content


def test_a_letter_is_in_doubt_only_from_its_dot_on(post_office, monkeypatch):
    """Taken from us while the server already had the text: the server forgets it, as no dot came."""
    batch = mailing([PersonFactory(), PersonFactory()])
    first = batch.letters.order_by("pk").first()
    begin = sending.states.begin_sending
    seen = []

    def taken_at_the_last_moment(letter):
        seen.append(Letter.objects.get(pk=letter.pk).state)
        if letter.pk == first.pk:
            Letter.objects.filter(pk=letter.pk).update(state=State.QUEUED, claim=None, not_before=None)
            monkeypatch.setattr(sending.states, "begin_sending", begin)
        begin(letter)

    monkeypatch.setattr(sending.states, "begin_sending", taken_at_the_last_moment)
    sending.send_waiting(batch)
    assert seen == [State.CLAIMED]
    assert counts(batch)[State.SENT] == 2
    assert len(post_office.got) == 2
