"""Sessions in the database, as Django keeps them. Every request begins with this one question, so it is worded once."""

from django.contrib.sessions.backends.db import SessionStore as Kept
from django.contrib.sessions.models import Session
from django.utils import timezone

from members.asked import asked

_of = asked(lambda key: Session.objects.filter(session_key=key))


class SessionStore(Kept):
    def _get_session_from_db(self) -> Session | None:
        found = [one for one in _of(self.session_key) if one.expire_date > timezone.now()]
        if not found:
            self._session_key = None
        return found[0] if found else None
