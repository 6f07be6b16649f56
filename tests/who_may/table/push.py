"""Browsers that are told when no page is open: one's own, and nobody else's."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from salon.models import PushSubscription
from tests.who_may.doors import Door
from tests.who_may.roles import MEMBER, SIGNED_IN, only


def _subscription(person) -> dict[str, int]:
    session, _ = Session.objects.get_or_create(
        pk=f"push-{person.pk}", defaults={"expire_date": timezone.now() + timedelta(days=1)}
    )
    told = {"person": person, "session": session, "p256dh": "", "auth": "", "label": ""}
    endpoint = f"https://push.example.com/{person.pk}"
    return {"pk": PushSubscription.objects.get_or_create(endpoint=endpoint, defaults=told)[0].pk}


doors = [
    Door(
        "me/notices/push/",
        post=SIGNED_IN,
        data=lambda world: {"endpoint": "https://push.example.com/mine", "p256dh": "B" * 87, "auth": "A" * 22},
    ),
    Door(
        "me/notices/push/<int:pk>/stop/",
        own=lambda world: _subscription(world.people[MEMBER]),
        foreign=lambda world: _subscription(world.foreign.person),
        post=only(MEMBER),
    ),
]
