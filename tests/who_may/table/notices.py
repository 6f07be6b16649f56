"""What a person hears of: chosen where one may read, by oneself."""

from tests.who_may.doors import Door
from tests.who_may.table.salon import ROOM, WRITES

_ROOM = {key: value for key, value in ROOM.items() if "get" not in key}
_TOPIC = {
    "own": lambda world: {"pk": world.own.topic.pk},
    "foreign": lambda world: {"pk": world.foreign.topic.pk},
}

doors = [
    Door("salon/notices/rooms/<slug:slug>/", **_ROOM, **WRITES, data=lambda world: {"level": "nothing"}),
    Door("salon/notices/rooms/<slug:slug>/names/", **ROOM, shows="name-colleague"),
    Door("salon/notices/topics/<int:pk>/", **_TOPIC, **WRITES, data=lambda world: {"followed": "1"}),
]
