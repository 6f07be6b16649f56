"""Sessions in the database, as Django keeps them, and whose they are.

Every request begins with these two questions. So they are worded once, and put together where this process has seen
before whose session it is: only a guess, what counts is what the session says now.
"""

from collections.abc import Sequence
from contextvars import ContextVar

from django.contrib import auth
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as Kept
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from members.asked import asked
from members.models import Person
from members.questions import put
from members.text import is_readable

MOST = 20_000  # sessions of which a process remembers whose they are

_of = asked(lambda key: Session.objects.filter(session_key=key))
_person = asked(lambda pk: Person.objects.filter(pk=pk))
_whose: dict[str, int] = {}


class SessionStore(Kept):
    # Who was asked for along with it, until somebody wants to know
    came_along: Sequence[Person] = ()

    def _get_session_from_db(self) -> Session | None:
        # A cookie may hold what no database is asked for
        key = self.session_key or ""
        known = self._asked(key) if is_readable(key) else []
        found = [one for one in known if one.expire_date > timezone.now()]
        if not found:
            self._session_key = None
        return found[0] if found else None

    def _asked(self, key: str) -> list[Session]:
        if key not in _whose:
            return _of(key)
        found, self.came_along = put(_of.about(key), _person.about(_whose[key]))
        return found

    def load(self) -> dict:
        data = super().load()
        if auth.SESSION_KEY in data and self.session_key:
            if len(_whose) >= MOST:
                _whose.clear()
            _whose[self.session_key] = int(data[auth.SESSION_KEY])
        return data


_asking: ContextVar[SessionStore | None] = ContextVar("_asking", default=None)


def user_of(request: HttpRequest) -> Person | AnonymousUser:
    """Whose session the request has, by Django's own check."""
    asking = _asking.set(request.session if isinstance(request.session, SessionStore) else None)
    try:
        return auth.get_user(request)
    finally:
        # Whoever came along with a session is of this moment: nobody asks later by it
        _asking.reset(asking)


def person(pk: int) -> Sequence[Person]:
    """Who has this key: asked now, or a moment ago with the session that is looked at."""
    session = _asking.get()
    if session is None:
        return _person(pk)
    came, session.came_along = session.came_along, ()
    return [one for one in came if one.pk == pk] or _person(pk)
