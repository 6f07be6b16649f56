"""What a person hears of: chosen where one may read, by oneself."""

from salon.models import Notice
from tests.who_may.doors import Door
from tests.who_may.roles import MEMBER, SIGNED_IN, only
from tests.who_may.table.salon import ROOM, WRITES

_ROOM = {key: value for key, value in ROOM.items() if "get" not in key}
_TOPIC = {
    "own": lambda world: {"pk": world.own.topic.pk},
    "foreign": lambda world: {"pk": world.foreign.topic.pk},
}


def _notice(person, message) -> dict[str, int]:
    notice, _ = Notice.objects.get_or_create(person=person, message=message, kind=Notice.Kind.MENTION)
    return {"pk": notice.pk}


doors = [
    Door("salon/notices/", get=SIGNED_IN, post=SIGNED_IN),
    Door("salon/notices/count/", get=SIGNED_IN),
    # A notice is for one person, whatever room it tells of
    Door(
        "salon/notices/<int:pk>/",
        own=lambda world: _notice(world.people[MEMBER], world.own.message),
        foreign=lambda world: _notice(world.foreign.person, world.foreign.message),
        get=only(MEMBER),
    ),
    Door(
        "me/notices/",
        get=SIGNED_IN,
        post=SIGNED_IN,
        data=lambda world: {"digest": "daily", "quiet_from": "20", "quiet_until": "8"},
    ),
    Door("salon/notices/rooms/<slug:slug>/", **_ROOM, **WRITES, data=lambda world: {"level": "nothing"}),
    Door("salon/notices/rooms/<slug:slug>/names/", **ROOM, shows="name-colleague"),
    Door("salon/notices/topics/<int:pk>/", **_TOPIC, **WRITES, data=lambda world: {"followed": "1"}),
]
