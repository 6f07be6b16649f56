"""Sessions in the database, as Django keeps them, and whose they are.

Every request begins with these two questions. So they are worded once, and put together where this process has seen
before whose session it is: only a guess, what counts is what the session says now.
"""

from contextvars import ContextVar

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Kept
from django.contrib.sessions.models import Session
from django.utils import timezone

from members.asked import asked
from members.models import Person
from members.questions import put
from members.text import is_readable

MOST = 20_000  # sessions of which a process remembers whose they are

_of = asked(lambda key: Session.objects.filter(session_key=key))
_person = asked(lambda pk: Person.objects.filter(pk=pk))
_whose: dict[str, int] = {}
_came_along: ContextVar[list[Person]] = ContextVar("_came_along")


class SessionStore(Kept):
    def _get_session_from_db(self) -> Session | None:
        # A cookie may hold what no database is asked for
        key = self.session_key or ""
        known = self._asked(key) if is_readable(key) else []
        found = [one for one in known if one.expire_date > timezone.now()]
        if not found:
            self._session_key = None
        return found[0] if found else None

    def _asked(self, key: str) -> list[Session]:
        _came_along.set([])
        if key not in _whose:
            return _of(key)
        found, people = put(_of.about(key), _person.about(_whose[key]))
        _came_along.set(people)
        return found

    def load(self) -> dict:
        data = super().load()
        if SESSION_KEY in data and self.session_key:
            if len(_whose) >= MOST:
                _whose.clear()
            _whose[self.session_key] = int(data[SESSION_KEY])
        return data


def person(pk: int) -> list[Person]:
    """Who has this key, asked now or, in this request, along with the session."""
    came = [one for one in _came_along.get([]) if one.pk == pk]
    # Later it may be out of date
    _came_along.set([])
    return came or _person(pk)
