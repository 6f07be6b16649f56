"""The link that signs in. Making one writes nothing; any sign-in, change of address or 「ほかの端末から」 ends it."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils import timezone
from django.utils.http import base36_to_int, urlsafe_base64_decode, urlsafe_base64_encode

from members.models import Person


class Token(PasswordResetTokenGenerator):
    key_salt = "members.signin.links"

    def _make_hash_value(self, person, timestamp) -> str:
        last = person.last_login.timestamp() if person.last_login else ""
        # `password` is unusable with everybody, but new whenever all sessions are to end
        return f"{person.pk}|{person.email}|{person.password}|{last}|{timestamp}"

    def check_token(self, person, token) -> bool:
        if not super().check_token(person, token):
            return False
        age = self._num_seconds(self._now()) - base36_to_int(token.partition("-")[0])
        return age <= settings.SIGNIN_LINK_SECONDS


token_of = Token()


def link_for(person: Person, next_url: str = "") -> str:
    """A whole address that signs `person` in once, within settings.SIGNIN_LINK_SECONDS."""
    uid = urlsafe_base64_encode(str(person.pk).encode())
    path = reverse("signin:link", args=[uid, token_of.make_token(person)])
    return settings.SITE_URL + path + (f"?{urlencode({'next': next_url})}" if next_url else "")


def person_behind(uid: str, token: str) -> Person | None:
    """Whom this link would sign in now; None when it is wrong, old or used, or its person may not come in."""
    try:
        pk = int(urlsafe_base64_decode(uid[:40]))
    except (ValueError, OverflowError):
        return None
    person = Person.objects.filter(pk=pk, is_active=True).first()
    return person if person and token_of.check_token(person, token) else None


def use_up(person: Person) -> bool:
    """True for exactly one of all who come with the same link: the update holds only for the sign-in it was made after."""
    now = timezone.now()
    used = Person.objects.filter(pk=person.pk, is_active=True, email=person.email, last_login=person.last_login).update(
        last_login=now
    )
    person.last_login = now
    return bool(used)
