"""What happens to a message after it was posted. Each change is an event of the room, made in one transaction.

Doing the same thing twice is one change: whoever is in doubt whether it arrived does it again.
"""

from django.db import transaction
from django.utils import timezone

from members.models import Person
from salon.models import Deed, Message, MessageVersion, Poll, Reaction, RoomEvent
from salon.rooms import keeping, logbook, mentions, numbering
from salon.rooms.numbering import NotYours as NotYours
from salon.rooms.speaking import speaks_for


class NotThere(Exception):
    """It was taken back or hidden: there is no text to change or to answer."""


def is_own(person: Person, message: Message) -> bool:
    """Written by the person, or by the secretariat for them or for the whole of their organisation."""
    # Also of whom nobody is left: what was said for one person does not become their colleagues'
    if message.of_organisation and message.organisation_id:
        return person.organisations().filter(pk=message.organisation_id).exists()
    return message.author_id == person.pk


def may_edit(person: Person, message: Message) -> bool:
    return message.is_readable and is_own(person, message)


def may_withdraw(person: Person, message: Message) -> bool:
    return message.withdrawn_at is None and is_own(person, message)


def edit(person: Person, message: Message, text: str) -> None:
    """Another text; the earlier one stays to be seen beside it. Raises NotYours, NotThere, NotInRoom, RoomClosed."""
    called = mentions.in_text(message.room, text)
    with transaction.atomic():
        message = _held(person, message)
        if not is_own(person, message):
            raise NotYours
        if not message.is_readable:
            raise NotThere
        numbering.must_be_open(message.room)
        if message.text == text:
            return
        now = timezone.now()
        MessageVersion.objects.create(message=message, text=message.text, until=now)
        message.text, message.edited_at = text, now
        message.save(update_fields=["text", "edited_at"])
        mentions.store(message, called)
        _tell_pages(message)
        _tell(message, and_replies=True)


def withdraw(person: Person, message: Message) -> None:
    """Its author takes a message back: its words are erased, that it stood here is not. Raises NotYours, NotInRoom."""
    with transaction.atomic():
        message = _held(person, message)
        if not is_own(person, message):
            raise NotYours
        _erase(message)


def withdraw_for(facilitator: Person, message: Message) -> None:
    """The secretariat takes back what it said for somebody whom it does not name. Raises NotYours, NotInRoom."""
    with transaction.atomic():
        message = _held(facilitator, message)
        if not facilitator.is_facilitator or message.author_id:
            raise NotYours
        if not message.withdrawn_at:
            _erase(message)
            logbook.write(facilitator, Deed.Kind.ERASE, message=message)


def _erase(message: Message) -> None:
    if message.withdrawn_at:
        return
    message.versions.all().delete()
    message.reactions.all().delete()
    message.mentions.all().delete()
    keeping.drop(message.attachments.all())
    Poll.objects.filter(message=message).delete()
    message.quotes.all().delete()
    message.text, message.withdrawn_at = "", timezone.now()
    message.save(update_fields=["text", "withdrawn_at"])
    _tell_of_sight(message)


def hide(person: Person, message: Message, because: str) -> None:
    """A facilitator takes a message out of sight and says why. Raises NotYours, NotThere, NotInRoom."""
    with transaction.atomic():
        message = _held(person, message)
        if not person.is_facilitator:
            raise NotYours
        if message.withdrawn_at:
            raise NotThere
        if message.hidden_at and message.hidden_because == because:
            return
        message.hidden_at, message.hidden_because = message.hidden_at or timezone.now(), because
        message.save(update_fields=["hidden_at", "hidden_because"])
        _tell_of_sight(message)
        logbook.write(person, Deed.Kind.HIDE, message=message, reason=because)


def show_again(person: Person, message: Message) -> None:
    """A facilitator brings a hidden message back. Raises NotYours, NotInRoom."""
    with transaction.atomic():
        message = _held(person, message)
        if not person.is_facilitator:
            raise NotYours
        if message.hidden_at is None:
            return
        message.hidden_at, message.hidden_because = None, ""
        message.save(update_fields=["hidden_at", "hidden_because"])
        _tell_of_sight(message)
        logbook.write(person, Deed.Kind.SHOW, message=message)


def react(person: Person, message: Message, kind: str, wanted: bool | None = None) -> bool:
    """Give or take a reaction; without `wanted` it is turned round. Returns whether it stands.

    Raises NotThere, NotInRoom, RoomClosed.
    """
    with transaction.atomic():
        message = _held(person, message)
        if not message.is_readable:
            raise NotThere
        stands = Reaction.objects.filter(message=message, person=person, kind=kind)
        exists = stands.exists()
        wanted = not exists if wanted is None else wanted
        if wanted == exists:
            return wanted
        if wanted:
            numbering.must_be_open(message.room)
            organisation = next(iter(speaks_for(person, message.room)), None)
            Reaction.objects.create(message=message, person=person, kind=kind, organisation=organisation)
        else:
            stands.delete()
        _tell(message)
        return wanted


def _held(person: Person, message: Message) -> Message:
    """The message as it is now, with its room held until the transaction ends."""
    numbering.hold(person, message.room_id)
    now = Message.objects.select_related("room", "topic", "author").filter(pk=message.pk, room=message.room_id).first()
    if now is None:  # it was moved away a moment ago
        raise numbering.NotInRoom
    return now


def _tell_of_sight(message: Message) -> None:
    """It can be read no more, or again. So its topic is another, too: other numbers are unread in it."""
    numbering.record(RoomEvent.Kind.TOPIC, message.topic)
    _tell_pages(message)
    _tell(message, and_replies=True)


def _tell_pages(message: Message) -> None:
    """A page of the site may quote it, and may be kept ready somewhere."""
    message.quotes.update(message_changed_at=timezone.now())


def _tell(message: Message, and_replies: bool = False) -> None:
    numbering.record(RoomEvent.Kind.CHANGE, message.topic, message)
    # They quote it; who answers from another room does not
    replies = message.replies.filter(room=message.room_id).select_related("topic").order_by("seq")
    for reply in replies if and_replies else ():
        numbering.record(RoomEvent.Kind.CHANGE, reply.topic, reply)
