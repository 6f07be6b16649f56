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
    for session, person, rooms in sockets:
        wanted[session, person] |= rooms
    sessions = {session for session, _ in wanted}
    alive = set(
        Session.objects.filter(session_key__in=sessions, expire_date__gt=timezone.now()).values_list(
            "session_key", flat=True
        )
    )
    people = Person.objects.filter(is_active=True).in_bulk({person for _, person in wanted})
    rooms_of: dict[int, frozenset[int]] = {}
    for person_id, person in people.items():
        asked = set().union(*(rooms for (_, who), rooms in wanted.items() if who == person_id))
        rooms_of[person_id] = frozenset(
            Room.objects.visible_to(person).filter(pk__in=asked).values_list("pk", flat=True)
        )
    return {
        (session, person): rooms_of[person] if session in alive and person in rooms_of else None
        for session, person in wanted
    }
