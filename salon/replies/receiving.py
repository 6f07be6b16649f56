"""A mail that came in for one of our addresses lands in its topic, once, or its sender is told why not.

The address is the right to write: it says who and where. The sender must be the same person, so that nobody who was
passed a mail writes in another's name. Whatever is told goes to that person's own address and nowhere else.
"""

import logging
import traceback
from enum import StrEnum

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from members.mail.composing import in_japanese
from members.models import Person
from members.models.people import normal_address
from salon.models import Topic
from salon.models.messages import TEXT_LENGTH
from salon.replies import addresses, reading
from salon.replies.answering import Reason, answer
from salon.rooms import posting

LARGEST = 20 * 1024 * 1024  # bytes of a mail with its attachments
HEAD = 64 * 1024

logger = logging.getLogger("tsunagari.replies")


class Outcome(StrEnum):
    """What became of a mail. Only `UNKNOWN` is for the mail server to say; in all other cases we have seen to it."""

    POSTED = "posted"
    AGAIN = "again"  # it had been posted before
    ANSWERED = "answered"  # not posted; the person is told why
    DROPPED = "dropped"  # a machine wrote it
    UNKNOWN = "unknown"  # nobody has this address


def receive(raw: bytes, recipient: str, envelope_sender: str | None = None) -> Outcome:
    """Take one mail in for one recipient; when this returns, all is committed. Raises what the database raises.

    `envelope_sender`: as the mail server said it, empty for a bounce; None where nobody said it.
    """
    outcome = _outcome(raw, recipient, envelope_sender)
    logger.info("a mail came in: %s", outcome)
    return outcome


def receive_addressed(raw: bytes) -> list[Outcome]:
    """The same where nobody says for whom it came: for every address of ours in its headers."""
    ours = {addresses.behind(address): address for address in reading.recipients(raw)}
    return [receive(raw, address) for found, address in ours.items() if found] or [Outcome.UNKNOWN]


def what_happened(error: Exception) -> str:
    """For the log: kind and place of an error, but not its words, in which a database may quote the mail."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {where.filename}:{where.lineno}"


def _outcome(raw: bytes, recipient: str, envelope_sender: str | None) -> Outcome:
    where = addresses.behind(recipient)
    person = Person.objects.filter(pk=where.person_id, is_active=True).first() if where else None
    if where is None or person is None:
        return Outcome.UNKNOWN
    is_too_large = len(raw) > LARGEST
    mail = reading.read(raw[:HEAD] if is_too_large else raw, envelope_sender)
    if mail.is_automatic:
        return Outcome.DROPPED
    topic = _topic(person, where.topic_id)
    reason: Reason | None = None
    if not _is_from(person, mail):
        reason = Reason.OTHER_SENDER
    elif where.has_run_out:
        reason = Reason.RUN_OUT
    elif topic is None:
        reason = Reason.NOT_IN_ROOM
    elif is_too_large:
        reason = Reason.TOO_LARGE
    elif not mail.words:
        reason = Reason.EMPTY
    elif len(mail.words) > TEXT_LENGTH:
        reason = Reason.TOO_LONG
    else:
        # Two topics may be answered by one mail
        key = f"mail-{topic.pk}-{mail.key}"[:64]
        try:
            posted = posting.post(person=person, topic=topic, text=_text(mail), key=key)
            return Outcome.POSTED if posted.new else Outcome.AGAIN
        except posting.KeyConflict:
            return Outcome.AGAIN
        except posting.TopicClosed:
            reason = Reason.CLOSED
        except (posting.NotInRoom, posting.RoomClosed):
            reason = Reason.NOT_IN_ROOM
    answer(person, mail, reason)
    return Outcome.ANSWERED


def _topic(person: Person, pk: int) -> Topic | None:
    """The topic that was mailed about, if the person may read where it stands now. Posting finds that place itself."""
    topic = Topic.objects.select_related("room").filter(pk=pk).first()
    stands_at = topic and (topic.merged_into_id or topic.pk)
    return topic if Topic.objects.visible_to(person).filter(pk=stands_at).exists() else None


def _is_from(person: Person, mail: reading.Mail) -> bool:
    if len(mail.senders) != 1:
        return False
    verified = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return mail.senders[0] in {normal_address(address) for address in (person.email, *verified)}


@in_japanese
def _text(mail: reading.Mail) -> str:
    if not mail.attachments:
        return mail.words
    left_out = _("（メールに添付された%(names)sは、ここには入っていません。）") % {
        "names": "".join(f"「{name}」" for name in mail.attachments[:10])
    }
    return f"{mail.words}\n\n{left_out}"[:TEXT_LENGTH]
