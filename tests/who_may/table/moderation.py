"""What the secretariat does in rooms: facilitators, in every room. The log also for administrators."""

from salon.models import Room
from tests.who_may.doors import Door
from tests.who_may.roles import ADMINISTRATOR, FACILITATOR, only
from tests.who_may.table.salon import TO_A_MESSAGE, TOPIC

DESK = {
    "get": only(FACILITATOR),
    "foreign_get": only(FACILITATOR),
    "post": only(FACILITATOR),
    "foreign_post": only(FACILITATOR),
}
TO_A_TOPIC = {key: value for key, value in TOPIC.items() if "get" not in key}


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
    Door("salon/moderation/log/", get=only(FACILITATOR, ADMINISTRATOR)),
]
