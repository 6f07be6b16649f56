"""A mail that came in for one of our addresses lands in its topic, once, or its sender is told why not.

The address is the right to write: it says who and where. The sender must be the same person, so that nobody who was
passed a mail writes in another's name. Whatever is told goes to that person's own address and nowhere else.
"""

import logging
import traceback
from collections.abc import Callable, Sequence
from enum import StrEnum

from allauth.account.models import EmailAddress
from django.db import transaction

from members import personal
from members.language import in_japanese
from members.models import Person
from members.models.people import normal_address
from salon.models import PostingKey, Topic
from salon.models.messages import TEXT_LENGTH
from salon.replies import addresses, files, reading
from salon.replies.answering import Reason, answer
from salon.replies.parsing import HEAD, is_too_large
from salon.replies.signatures import Sender
from salon.rooms import posting

logger = logging.getLogger("tsunagari.replies")


class Outcome(StrEnum):
    """What became of a mail. Only `UNKNOWN` is for the mail server to say; in all other cases we have seen to it."""

    POSTED = "posted"
    AGAIN = "again"  # it had been posted before
    ANSWERED = "answered"  # not posted; the person is told why
    DROPPED = "dropped"  # a machine wrote it
    UNKNOWN = "unknown"  # nobody has this address


_asked_first: list[Callable[[Person], object]] = []


def ask_first(step: Callable[[Person], object]) -> None:
    """Asked about a person who has something to read (`Person.has_to_read`): as long as it says so, nothing is posted."""
    _asked_first.append(step)


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


@in_japanese
def _outcome(raw: bytes, recipient: str, envelope_sender: str | None) -> Outcome:
    where = addresses.behind(recipient)
    person = Person.objects.filter(pk=where.person_id, is_active=True).first() if where else None
    if where is None or person is None:
        return Outcome.UNKNOWN
    was_cut = is_too_large(raw)
    mail = reading.read(raw[:HEAD] if was_cut else raw, envelope_sender, _sender(person))
    if mail.is_automatic:
        return Outcome.DROPPED
    try:
        return _taken_in(person, where, mail, was_cut)
    except _Refused as refused:
        answer(person, mail, refused.reason, refused.troubles)
        return Outcome.ANSWERED


def _sender(person: Person) -> Sender:
    return Sender(person.name, tuple(person.organisations().values_list("name", flat=True)))


class _Refused(Exception):
    def __init__(self, reason: Reason, troubles: Sequence[str] = ()) -> None:
        super().__init__()
        self.reason, self.troubles = reason, troubles


def _taken_in(person: Person, where: addresses.Behind, mail: reading.Mail, was_cut: bool) -> Outcome:
    """Raises _Refused."""
    # Two topics may be answered by one mail
    key = f"mail-{where.topic_id}-{mail.key}"[:64]
    if not _is_from(person, mail):
        raise _Refused(Reason.OTHER_SENDER)
    if PostingKey.objects.filter(person=person, key=key).exists():
        return Outcome.AGAIN
    if where.topic_id == addresses.NO_TOPIC:
        raise _Refused(Reason.MANY_TOPICS)
    if where.has_run_out:
        raise _Refused(Reason.RUN_OUT)
    topic = _topic(person, where.topic_id)
    if topic is None:
        raise _Refused(Reason.NOT_IN_ROOM)
    if person.has_to_read and any(step(person) for step in _asked_first):
        raise _Refused(Reason.READ_FIRST)
    if was_cut:
        raise _Refused(Reason.TOO_LARGE)
    if not mail.words and not mail.files:
        raise _Refused(Reason.EMPTY)
    if len(mail.words) > TEXT_LENGTH or not mail.is_whole:
        raise _Refused(Reason.TOO_LONG)
    # A telephone number is nearly always one's own, beneath the mail
    if personal.of_one_person(personal.find(addresses.without_keys(mail.words))):
        raise _Refused(Reason.PERSONAL)
    try:
        return _post(person, topic, mail, key)
    except posting.KeyConflict:
        return Outcome.AGAIN
    except posting.TopicClosed as error:
        raise _Refused(Reason.CLOSED) from error
    except (posting.NotInRoom, posting.RoomClosed) as error:
        raise _Refused(Reason.NOT_IN_ROOM) from error


def _post(person: Person, topic: Topic, mail: reading.Mail, key: str) -> Outcome:
    with files.kept(person, topic.room, mail.files) as attached:
        if not mail.words and not attached.names:
            raise _Refused(Reason.ONLY_FILES, attached.troubles)
        text = addresses.without_keys(mail.words)
        # Together, so that a mail that comes again has nothing left to be told
        with transaction.atomic():
            posted = posting.post(person=person, topic=topic, text=text, key=key, attached=attached)
            if posted.new and attached.troubles:
                answer(person, mail, Reason.SOME_FILES, attached.troubles)
    return Outcome.POSTED if posted.new else Outcome.AGAIN


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
