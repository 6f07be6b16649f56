"""Rooms: read by the organisations of the room and by facilitators, not by editors and administrators."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.who_may.doors import Door
from tests.who_may.roles import FACILITATOR, MEMBER, SIGNED_IN, only

ROOM = {
    "own": lambda world: {"slug": world.own.room.slug},
    "foreign": lambda world: {"slug": world.foreign.room.slug},
    "get": only(MEMBER, FACILITATOR),
    "foreign_get": only(FACILITATOR),
}
TOPIC = ROOM | {
    "own": lambda world: {"slug": world.own.room.slug, "pk": world.own.topic.pk},
    "foreign": lambda world: {"slug": world.foreign.room.slug, "pk": world.foreign.topic.pk},
}
MESSAGE = ROOM | {
    "own": lambda world: {"slug": world.own.room.slug, "name": world.own.message.public_id},
    "foreign": lambda world: {"slug": world.foreign.room.slug, "name": world.foreign.message.public_id},
}
TO_A_MESSAGE = {key: value for key, value in MESSAGE.items() if "get" not in key}
ADDRESS_OF_ROOM = {key: value for key, value in ROOM.items() if "get" not in key}
BY_THE_DESK = {
    "get": only(FACILITATOR),
    "foreign_get": only(FACILITATOR),
    "post": only(FACILITATOR),
    "foreign_post": only(FACILITATOR),
}
WRITES = {"post": only(MEMBER, FACILITATOR), "foreign_post": only(FACILITATOR)}
SAID = {
    "title": "題",
    "body": "文",
    "key": "who-may-posts-1",
}

POLL = {
    "question": "いつ",
    "options": "春\n秋",
    "by_organisation": "0",
    "named": "1",
    "results": "voted",
    "closes_on": (timezone.localdate() + timedelta(days=3)).isoformat(),
    "key": "who-may-polls-1",
}


def _as_somebody_else(world):
    return {**SAID, "organisation": world.foreign.organisation.pk}


doors = [
    # Whoever has signed in sees the rooms that are theirs, which may be none
    Door("salon/", get=SIGNED_IN),
    Door("salon/unread/", get=SIGNED_IN),
    # A part of every word that somebody may not read: each finds what is theirs
    Door("salon/search/", get=SIGNED_IN, query="?q=zq"),
    Door("salon/rooms/<slug:slug>/", **ROOM, **WRITES, data=_as_somebody_else, shows="topic-own"),
    Door("salon/rooms/<slug:slug>/unread/", **ROOM),
    Door("salon/rooms/<slug:slug>/events/", **ROOM, shows="message-own"),
    Door("salon/rooms/<slug:slug>/people/", **ROOM, shows="name-colleague"),
    Door("salon/rooms/<slug:slug>/topics/<int:pk>/", **TOPIC, **WRITES, data=_as_somebody_else, shows="message-own"),
    Door("salon/rooms/<slug:slug>/polls/new/", **ROOM, **WRITES, data=lambda world: POLL | {"title": "題"}),
    Door("salon/rooms/<slug:slug>/topics/<int:pk>/polls/new/", **TOPIC, **WRITES, data=lambda world: POLL),
    Door(
        "salon/rooms/<slug:slug>/polls/<int:pk>/",
        **ROOM
        | {
            "own": lambda world: {"slug": world.own.room.slug, "pk": world.own.poll.pk},
            "foreign": lambda world: {"slug": world.foreign.room.slug, "pk": world.foreign.poll.pk},
        },
        **WRITES,
        data=lambda world: {"choices": "0"},
        shows="poll-own",
    ),
    # Read by readers; written by who opened it, a hub of the room, and the desk
    Door(
        "salon/rooms/<slug:slug>/topics/<int:pk>/summary/",
        **TOPIC,
        **WRITES,
        data=lambda world: {"body": "まとめ"},
        shows="summary-own",
    ),
    # Only the desk, in every room
    Door(
        "salon/rooms/<slug:slug>/behalf/",
        **ADDRESS_OF_ROOM,
        **BY_THE_DESK,
        data=lambda world: SAID | {"whose": f"o{world.own.organisation.pk}"},
    ),
    Door(
        "salon/rooms/<slug:slug>/topics/<int:pk>/behalf/",
        **{key: value for key, value in TOPIC.items() if "get" not in key},
        **BY_THE_DESK,
        data=lambda world: SAID | {"whose": f"o{world.own.organisation.pk}"},
    ),
    Door(
        "salon/rooms/<slug:slug>/topics/<int:pk>/read/",
        **{key: value for key, value in TOPIC.items() if "get" not in key},
        **WRITES,
        data=lambda world: {"seq": "1"},
    ),
    # Who opened it, and the desk
    Door(
        "salon/rooms/<slug:slug>/topics/<int:pk>/edit/",
        **{key: value for key, value in TOPIC.items() if "get" not in key},
        get=only(MEMBER, FACILITATOR),
        foreign_get=only(FACILITATOR),
        **WRITES,
        data=lambda world: {"title": "題", "kind": "question"},
    ),
    Door(
        "salon/rooms/<slug:slug>/topics/<int:pk>/<slug:state>/",
        own=lambda world: f"salon/rooms/{world.own.room.slug}/topics/{world.own.topic.pk}/pinned/",
        foreign=lambda world: f"salon/rooms/{world.foreign.room.slug}/topics/{world.foreign.topic.pk}/closed/",
        post=only(FACILITATOR),
        foreign_post=only(FACILITATOR),
        data=lambda world: {"on": "1"},
    ),
    # What is not sent yet is its uploader's alone
    Door(
        "salon/rooms/<slug:slug>/files/",
        **{key: value for key, value in ROOM.items() if "get" not in key},
        **WRITES,
        data=lambda world: {"file": SimpleUploadedFile("a.txt", b"text")},
    ),
    Door(
        "salon/files/<uuid:name>/",
        own=lambda world: {"name": world.own.file.public_id},
        foreign=lambda world: {"name": world.foreign.file.public_id},
        get=only(MEMBER, FACILITATOR),
        foreign_get=only(FACILITATOR),
        shows="file-own",
    ),
    Door(
        "salon/files/<uuid:name>/small/",
        own=lambda world: {"name": world.own.picture.public_id},
        foreign=lambda world: {"name": world.foreign.picture.public_id},
        get=only(MEMBER, FACILITATOR),
        foreign_get=only(FACILITATOR),
    ),
    Door(
        "salon/files/<uuid:name>/remove/",
        own=lambda world: {"name": world.own.waiting_file.public_id},
        foreign=lambda world: {"name": world.foreign.waiting_file.public_id},
        post=only(MEMBER),
    ),
    Door("salon/rooms/<slug:slug>/messages/<uuid:name>/", **MESSAGE, shows="message-own"),
    # Only who wrote it
    Door(
        "salon/rooms/<slug:slug>/messages/<uuid:name>/edit/",
        **TO_A_MESSAGE,
        get=only(MEMBER),
        post=only(MEMBER),
        data=lambda world: {"body": "直した文"},
    ),
    Door("salon/rooms/<slug:slug>/messages/<uuid:name>/withdraw/", **TO_A_MESSAGE, post=only(MEMBER)),
    # Only the desk, in every room
    Door(
        "salon/rooms/<slug:slug>/messages/<uuid:name>/hide/",
        **TO_A_MESSAGE,
        post=only(FACILITATOR),
        foreign_post=only(FACILITATOR),
        data=lambda world: {"because": "理由"},
    ),
    Door(
        "salon/rooms/<slug:slug>/messages/<uuid:name>/show/",
        **TO_A_MESSAGE,
        post=only(FACILITATOR),
        foreign_post=only(FACILITATOR),
    ),
    Door(
        "salon/rooms/<slug:slug>/messages/<uuid:name>/react/",
        **TO_A_MESSAGE,
        **WRITES,
        data=lambda world: {"kind": "thanks"},
    ),
]
