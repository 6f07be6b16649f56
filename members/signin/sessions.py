"""Where a person is signed in, all at once."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from members.models import Person


def end_all(person: Person) -> None:
    """Every session and every link ends. A view that wants to keep its own calls `update_session_auth_hash` after it.

    Sessions and links hang on the password, which is unusable with everybody and new from here on. The rows go too,
    since open sockets know no more of a session than its row.
    """
    with transaction.atomic():
        person.set_unusable_password()
        person.save(update_fields=["password"])
        alive = Session.objects.filter(expire_date__gt=timezone.now())
        # Read through one by one: rare, and quicker than a table of our own would be to keep
        ended = [row.pk for row in alive.iterator() if row.get_decoded().get(SESSION_KEY) == str(person.pk)]
        Session.objects.filter(pk__in=ended).delete()
