"""Sessions in the database, as Django keeps them. Every request begins with this one question, so it is worded once."""

from django.contrib.sessions.backends.db import SessionStore as Kept
from django.contrib.sessions.models import Session
from django.utils import timezone

from members.asked import asked
from members.text import is_readable

_of = asked(lambda key: Session.objects.filter(session_key=key))


class SessionStore(Kept):
    def _get_session_from_db(self) -> Session | None:
        # A cookie may hold what no database is asked for
        key = self.session_key or ""
        known = _of(key) if is_readable(key) else []
        found = [one for one in known if one.expire_date > timezone.now()]
        if not found:
            self._session_key = None
        return found[0] if found else None
