"""Gatherings: seen by whoever reads their room, changed by the hub that opened them and by facilitators."""

import uuid
from datetime import timedelta

from django.utils import timezone

from tests.who_may.doors import Door
from tests.who_may.roles import EVERYBODY, FACILITATOR, MEMBER, SIGNED_IN, only

OURS, DESK = only(MEMBER, FACILITATOR), only(FACILITATOR)
GATHERING = {
    "own": lambda world: {"name": world.own.gathering.public_id},
    "foreign": lambda world: {"name": world.foreign.gathering.public_id},
}
# On the site: those open to guests, for everybody; the others are not there for anybody
OPEN = {
    "own": lambda world: {"name": world.own.open_gathering.public_id},
    "foreign": lambda world: {"name": world.own.gathering.public_id},
}
READS = {"get": OURS, "foreign_get": DESK}
WRITES = {"post": OURS, "foreign_post": DESK}
TYPED = {
    "title": "題",
    "text": "文",
    "day": (timezone.localdate() + timedelta(days=3)).isoformat(),
    "begin": "19:00",
    "end": "20:00",
    "form": "place",
    "place": "会場",
    "key": "who-may-gathers-1",
}

doors = [
    # Whoever has signed in sees those that are theirs, which may be none
    Door("salon/gatherings/", get=SIGNED_IN),
    # `own` is a hub of its block here
    Door(
        "salon/gatherings/new/",
        get=OURS,
        post=OURS,
        data=lambda world: TYPED | {"room": world.own.room.slug},
    ),
    Door("salon/gatherings/<uuid:name>/", **GATHERING, **READS, shows="gathering-own-online"),
    Door("salon/gatherings/<uuid:name>/answer/", **GATHERING, **WRITES, data=lambda world: {"comes": "0"}),
    Door("salon/gatherings/<uuid:name>/gathering.ics", **GATHERING, **READS, shows="gathering-own-online"),
    Door(
        "salon/gatherings/<uuid:name>/edit/",
        **GATHERING,
        **READS,
        **WRITES,
        data=lambda world: TYPED,
        shows="gathering-own-online",
    ),
    Door(
        "salon/gatherings/<uuid:name>/cancel/",
        **GATHERING,
        **READS,
        **WRITES,
        data=lambda world: {"because": "理由"},
        shows="gathering-own-title",
    ),
    Door("gatherings/", get=EVERYBODY, public=True),
    Door("gatherings/calendar.ics", get=EVERYBODY, public=True),
    Door("gatherings/<uuid:name>/", **OPEN, get=EVERYBODY, public=True),
    Door("gatherings/<uuid:name>/gathering.ics", **OPEN, get=EVERYBODY, public=True),
    Door(
        "gatherings/<uuid:name>/register/",
        **OPEN,
        get=EVERYBODY,
        post=EVERYBODY,
        data=lambda world: {"name": "客", "address": "somebody@example.net"},
    ),
    # A key that was mailed: who holds it confirms and steps back. Where to enter stands in the mails alone
    Door(
        "gatherings/guests/<uuid:key>/",
        own=lambda world: {"key": world.own.guest.key},
        foreign=lambda world: {"key": uuid.uuid4()},
        get=EVERYBODY,
        post=EVERYBODY,
        data=lambda world: {"wish": "leave"},
        tells=("guest-own-name",),
    ),
]
