"""A browser gives its subscription, and takes it back."""

import base64
import binascii
import re

from django.contrib.sessions.models import Session

from members.models import Person
from salon.models import PushSubscription
from salon.push import reaching

MOST = 10  # browsers of one person; the one that was given first goes
DEVICES = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"))
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"))


class NotOne(Exception):
    """What was sent is no subscription."""


def subscribe(
    person: Person, session: Session, endpoint: str, p256dh: str, auth: str, agent: str = ""
) -> PushSubscription:
    """Keep where this session's browser is reached. Raises NotOne. The last person at a browser is the one."""
    if not reaching.is_endpoint(endpoint) or not _is_bytes(p256dh, 65) or not _is_bytes(auth, 16):
        raise NotOne
    told = {"person": person, "session": session, "p256dh": p256dh, "auth": auth, "label": label_of(agent)}
    kept, _ = PushSubscription.objects.update_or_create(endpoint=endpoint, defaults={**told, "succeeded_at": None})
    # A browser has one address at a time, and a session is one browser: what it gave before reaches nobody
    PushSubscription.objects.filter(session=session).exclude(pk=kept.pk).delete()
    older = PushSubscription.objects.filter(person=person).order_by("-created_at", "-pk").values_list("pk", flat=True)
    PushSubscription.objects.filter(pk__in=list(older[MOST:])).delete()
    return kept


def renew(
    person: Person, session: Session, endpoint: str, p256dh: str, auth: str, agent: str = ""
) -> PushSubscription | None:
    """The browser changed its address by itself. Who has turned it off meanwhile is not turned on by that. Raises NotOne."""
    if not PushSubscription.objects.filter(person=person, session=session).exists():
        return None
    return subscribe(person, session, endpoint, p256dh, auth, agent)


def label_of(agent: str) -> str:
    """Browser and device of a User-Agent, as a person would say it."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "Safari" if "Safari" in agent else "")
    device = next((name for sign, name in DEVICES if sign in agent), "")
    return " ".join(part for part in (device, browser) if part)


def _is_bytes(text: str, length: int) -> bool:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}=*", text):
        return False
    try:
        return len(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))) == length
    except binascii.Error:
        return False
