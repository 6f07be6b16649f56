"""What every view of a room asks of its request."""

import uuid

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from members.asked import asked
from members.models import Organisation
from members.questions import put
from salon.models import Message, Room, RoomEvent, Topic
from salon.rooms import speaking
from salon.rooms.rendering import with_all


def room_of(request: HttpRequest, slug: str) -> Room:
    """The room, found through the person; 404 for one that may not be read as for one that is not there."""
    for found in _named(request.user, slug):
        return found
    raise Http404


_named = asked(lambda person, slug: Room.objects.visible_to(person).filter(slug=slug))
_at = asked(
    lambda person, pk, slug: Topic.objects.visible_to(person).select_related("room").filter(pk=pk, room__slug=slug)
)


def topic_of(request: HttpRequest, slug: str, pk: int) -> Topic:
    """The topic at this address, or, when it went elsewhere from here, the one where it can be read now."""
    return _here_or_there(request, slug, pk, _at(request.user, pk, slug))


def topic_and_speakers(request: HttpRequest, slug: str, pk: int) -> tuple[Topic, list[Organisation]]:
    """The same with those for whom the person can speak there, asked together."""
    found, mine = put(_at.about(request.user, pk, slug), speaking.organisations.about(request.user))
    subject = _here_or_there(request, slug, pk, found)
    return subject, speaking.in_order(mine, subject.room)


def addressed(found: Topic, pk: int) -> Topic:
    """The topic that the address names, whatever it was merged into: the same post comes again with it."""
    return found if found.pk == pk else Topic.objects.select_related("room").get(pk=pk)


def _here_or_there(request: HttpRequest, slug: str, pk: int, here: list[Topic]) -> Topic:
    if here:
        return here[0]
    standing = Topic.objects.visible_to(request.user).select_related("room")
    happened_here = RoomEvent.objects.filter(room__slug=slug, topic=OuterRef("pk"))
    gone = get_object_or_404(Topic, Exists(happened_here), pk=pk)
    found = get_object_or_404(standing, pk=gone.merged_into_id or pk)
    must_not_tell_who_asked(request, slug, found.pk)
    return found


def message_of(request: HttpRequest, slug: str, name: uuid.UUID) -> Message:
    """The message at this address, with all its render asks for, also when it went to another room since."""
    found = get_object_or_404(
        with_all(Message.objects.visible_to(request.user).select_related("topic")), public_id=name
    )
    if found.room.slug != slug:
        if not RoomEvent.objects.filter(room__slug=slug, message=found).exists():
            raise Http404
        must_not_tell_who_asked(request, slug, found.topic_id)
    return found


def must_not_tell_who_asked(request: HttpRequest, slug: str, topic: int) -> None:
    """The room from which a question without a name came says whose it may be: nobody else is led on from there."""
    asked = Message.objects.filter(topic=topic).without_a_name().exists()
    if asked and not Room.objects.visible_to(request.user).filter(slug=slug).exists():
        raise Http404


def may_follow(request: HttpRequest, message: Message, room: Room) -> bool:
    """What came again to `room` may have been moved to where its author does not read; plainly it costs no question."""
    return message.room_id == room.pk or Room.objects.visible_to(request.user).filter(pk=message.room_id).exists()


def wants_json(request: HttpRequest) -> bool:
    return request.accepts("application/json") and not request.accepts("text/html")


def room_is_closed() -> str:
    return _("このルームは終了しました。書いた文は残っていますので、写しておいてください。")


def form_uuid(raw: str | None) -> uuid.UUID | None:
    """What somebody sent as the name of a message; None when it is none."""
    try:
        return uuid.UUID(raw or "")
    except ValueError:
        return None
