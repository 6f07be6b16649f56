"""What the secretariat does in rooms: facilitators, in every room. The log also for administrators."""

from salon.models import Room
from tests.who_may.doors import Door
from tests.who_may.roles import ADMINISTRATOR, EDITOR, FACILITATOR, MEMBER, SIGNED_IN, only
from tests.who_may.table.profile import pause_of
from tests.who_may.table.salon import MESSAGE, TO_A_MESSAGE, TOPIC, WRITES

DESK = {
    "get": only(FACILITATOR),
    "foreign_get": only(FACILITATOR),
    "post": only(FACILITATOR),
    "foreign_post": only(FACILITATOR),
}
TO_A_TOPIC = {key: value for key, value in TOPIC.items() if "get" not in key}
PERSON = {
    "own": lambda world: {"pk": world.own.colleague.pk},
    "foreign": lambda world: {"pk": world.foreign.person.pk},
}


def _small_talk(world) -> dict:
    return {"to": Room.objects.get(kind=Room.Kind.SMALL_TALK).pk}


doors = [
    Door(
        "salon/rooms/<slug:slug>/messages/<uuid:name>/move/",
        **TO_A_MESSAGE,
        **DESK,
        data=lambda world: {"title": "題"},
        shows="message-own",
    ),
    Door("salon/rooms/<slug:slug>/topics/<int:pk>/move/", **TO_A_TOPIC, **DESK, data=_small_talk, shows="topic-own"),
    Door("salon/rooms/<slug:slug>/topics/<int:pk>/merge/", **TO_A_TOPIC, **DESK, shows="topic-own"),
    # Whoever reads it, but nobody else hears who told
    Door(
        "salon/rooms/<slug:slug>/messages/<uuid:name>/report/",
        **MESSAGE,
        **WRITES,
        data=lambda world: {"reason": "other"},
        shows="message-own",
    ),
    Door("salon/first/", get=SIGNED_IN, post=SIGNED_IN),
    Door("salon/rules/", get=SIGNED_IN),
    Door("salon/reports/", get=SIGNED_IN),
    Door("salon/moderation/log/", get=only(FACILITATOR, ADMINISTRATOR), shows="exclusion-own"),
    Door(
        "salon/moderation/rules/",
        get=only(EDITOR, ADMINISTRATOR),
        post=only(EDITOR, ADMINISTRATOR),
        data=lambda world: {"text": "約束"},
    ),
    Door("salon/moderation/reports/", get=only(FACILITATOR), shows="report-own"),
    Door(
        "salon/moderation/reports/<uuid:name>/",
        own=lambda world: {"name": world.own.message.public_id},
        foreign=lambda world: {"name": world.foreign.message.public_id},
        post=only(FACILITATOR),
        foreign_post=only(FACILITATOR),
        data=lambda world: {"outcome": "nothing"},
    ),
    Door(
        "salon/moderation/announce/",
        get=only(FACILITATOR),
        post=only(FACILITATOR),
        data=lambda world: {"title": "題", "body": "文", "rooms": [world.own.room.slug], "key": "who-may-announces-1"},
    ),
    Door("salon/moderation/people/<int:pk>/", **PERSON, get=only(FACILITATOR), foreign_get=only(FACILITATOR)),
    Door(
        "salon/moderation/people/<int:pk>/caution/",
        **PERSON,
        post=only(FACILITATOR),
        foreign_post=only(FACILITATOR),
        data=lambda world: {"caution-reason": "理由"},
    ),
    Door(
        "salon/moderation/people/<int:pk>/exclude/",
        **PERSON,
        post=only(FACILITATOR),
        foreign_post=only(FACILITATOR),
        data=lambda world: {"exclusion-reason": "理由", "exclusion-days": "3"},
    ),
    Door("salon/moderation/pauses/", get=only(FACILITATOR)),
    Door(
        "salon/moderation/pauses/<int:pk>/end/",
        own=lambda world: pause_of(world.people[MEMBER]),
        foreign=lambda world: pause_of(world.foreign.person),
        post=only(FACILITATOR),
        foreign_post=only(FACILITATOR),
    ),
    Door(
        "salon/moderation/exclusions/<int:pk>/end/",
        own=lambda world: {"pk": world.own.exclusion.pk},
        foreign=lambda world: {"pk": world.foreign.exclusion.pk},
        post=only(FACILITATOR),
        foreign_post=only(FACILITATOR),
    ),
]
