"""Sending what waits: in small groups, each letter looked at once more right before it leaves."""

import logging
import smtplib
import time

from django.core.mail import get_connection
from django.core.mail.message import EmailMultiAlternatives
from django.db import IntegrityError, transaction

from members.mail import hours, late, states, stopping
from members.mail.batches import receiving
from members.mail.composing import NoAddress, compose, host_of_sender
from members.models import Batch, Letter, Person, Suppression
from members.models.letters import Kind
from members.models.people import normal_address

log = logging.getLogger("tsunagari.mail")
State = Letter.State

GROUP = 10


def send_waiting(batch: Batch, seconds: float | None = None) -> int:
    """Send the letters of `batch` whose turn it is, for at most about `seconds`. Answers how many it took."""
    until = None if seconds is None else time.monotonic() + seconds
    taken = 0
    while group := states.claim(batch, GROUP):
        taken += len(group)
        if not _send_group(group) or (until is not None and time.monotonic() >= until):
            break
    return taken


def _send_group(group: list[Letter]) -> bool:
    """False where the mail server does not answer."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail server: %s", type(error).__name__)
        states.server_is_away(group, f"メールサーバーにつながりません。（{error}）")
        return False
    try:
        for letter in group:
            send(letter, connection)
    finally:
        _close(connection)
    return True


def _close(connection) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        # The mails are with the server already; a rude goodbye changes nothing
        connection.connection = None


def send(letter: Letter, connection) -> None:
    """Send one claimed letter, and write down what became of it."""
    if reason := _no_longer_wanted(letter):
        states.settle(letter, State.SKIPPED, reason)
        return
    if until := hours.until(letter):
        states.put_off(letter, until)
        return
    try:
        message = _message(letter)
        if hasattr(connection, "before_the_dot"):
            connection.before_the_dot = lambda: states.begin_sending(letter)
        else:
            states.begin_sending(letter)
        connection.send_messages([message])
    except late.Skip as skip:
        states.settle(letter, State.SKIPPED, str(skip))
    except late.Later as later:
        states.put_off(letter, later.until)
    except states.Taken:
        _close(connection)
    except NoAddress:
        states.settle(letter, State.FAILED, "メールアドレスの形が正しくありません。")
    except Exception as error:
        _went_wrong(letter, error)
        _close(connection)
    else:
        states.settle(letter, State.SENT)


def _went_wrong(letter: Letter, error: Exception) -> None:
    """What the server said decides; where it said nothing, whether it had the dot already."""
    words = str(error) or type(error).__name__
    code = _refusal(error)
    if code is not None and code >= 500:
        states.settle(letter, State.FAILED, words)
    elif code is not None or letter.state == State.CLAIMED:
        states.put_back(letter, words)
    else:
        states.settle(letter, State.UNCERTAIN, words)
    # Not its words: a server that refuses names the address
    log.warning("letter %s: %s %s", letter.pk, type(error).__name__, code or "")


def _refusal(error: Exception) -> int | None:
    """The code with which the server refused this recipient or this mail; None where it said nothing about it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _words in error.recipients.values()), default=None)
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code
    return None


def _no_longer_wanted(letter: Letter) -> str:
    """Look once more: much can happen between freezing and sending. The letter follows its person to a new address."""
    if letter.batch.kind == Kind.GUEST:
        suppressed = Suppression.objects.filter(address=letter.address).exists()
        return "送れないアドレスです。" if suppressed else ""
    person = Person.objects.filter(pk=letter.person_id).first()
    if person is None:
        return "登録がなくなりました。"
    if not receiving(Person.objects.filter(pk=person.pk), letter.batch.kind).exists():
        return "配信停止、または送れないアドレスです。"
    address = normal_address(person.email)
    if address != letter.address:
        try:
            with transaction.atomic():
                Letter.objects.filter(pk=letter.pk).update(address=address)
        except IntegrityError:
            return "同じアドレスに別の一通があります。"
        letter.address = address
    return ""


def _message(letter: Letter) -> EmailMultiAlternatives:
    """Raises late.Skip, late.Later."""
    batch, host = letter.batch, host_of_sender()
    if late.is_late(batch.kind):
        ready = late.write(letter)
    else:
        text, html = stopping.personal(batch.text, letter), stopping.personal(batch.html, letter)
        ready = late.Ready(batch.subject, text, html)
    stop = {
        "List-Unsubscribe": f"<{stopping.address(letter.stop_key)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return compose(
        letter.address,
        ready.subject,
        ready.text,
        ready.html,
        reply_to=ready.reply_to,
        headers={
            # The same for every try, so that a mail program shows a letter once
            "Message-ID": f"<letter.{letter.pk}.{batch.created_at:%Y%m%d%H%M%S}@{host}>",
            **(stop if batch.kind != Kind.GUEST else {}),
            "List-Id": f"{Kind(batch.kind).value} <{Kind(batch.kind).value}.{host}>",
            # No holiday replies, please
            "Precedence": "bulk",
            "Auto-Submitted": "auto-generated",
        },
    )
