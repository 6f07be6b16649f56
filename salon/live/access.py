"""Who is at the other end of a socket, and what that person may read now. Runs in the live database threads."""

from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from members.asked import asked
from members.models import Person
from members.questions import put
from members.signin.backend import Backend
from members.signin.session_store import user_of
from salon.models import Room


def person_of(session_key: str | None) -> Person | None:
    """The person signed in with this session, by the same check that pages use."""
    if not session_key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    person = user_of(request)
    return person if isinstance(person, Person) else None


AT_ONCE = 100  # people whose rooms are asked in one go
_readable = asked(lambda person: Room.objects.visible_to(person).values_list("pk", flat=True))
_head_for = asked(
    lambda person, room: Room.objects.visible_to(person).filter(pk=room).values_list("last_seq", flat=True)
)


def may_open(person_id: int, room_id: int) -> int | None:
    """The room's head when the person may read the room, None otherwise."""
    person = Backend().get_user(person_id)
    return next(iter(_head_for(person, room_id)), None) if person else None


def still_allowed(
    sockets: Iterable[tuple[str, int, frozenset[int]]],
) -> dict[tuple[str, int], frozenset[int] | None]:
    """For (session, person, open rooms): the rooms that may stay open, or None where the session has ended."""
    wanted: dict[tuple[str, int], set[int]] = defaultdict(set)
    for session, who, rooms in sockets:
        wanted[session, who] |= rooms
    sessions = {session for session, _ in wanted}
    alive = set(
        Session.objects.filter(session_key__in=sessions, expire_date__gt=timezone.now()).values_list(
            "session_key", flat=True
        )
    )
    people = list(Person.objects.filter(is_active=True).in_bulk({who for _, who in wanted}).values())
    readable: dict[int, set[int]] = {}
    for start in range(0, len(people), AT_ONCE):
        part = people[start : start + AT_ONCE]
        found = put(*(_readable.about(person) for person in part))
        readable |= {person.pk: set(rooms) for person, rooms in zip(part, found, strict=True)}
    return {
        (session, who): frozenset(rooms & readable[who]) if session in alive and who in readable else None
        for (session, who), rooms in wanted.items()
    }
