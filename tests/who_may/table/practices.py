"""Practices: an organisation writes its own, others say that they take it up. What one keeps for later is one's own."""

from tests.who_may.doors import Door
from tests.who_may.roles import EDITOR, EVERYBODY, FACILITATOR, MEMBER, MEMBERS, SIGNED_IN, only
from tests.who_may.world import World

WRITERS = MEMBERS | only(EDITOR, FACILITATOR)
OURS = only(MEMBER, EDITOR, FACILITATOR)
FOR_ANYBODY = only(EDITOR, FACILITATOR)


def both(attribute: str):
    return {
        "own": lambda world: {"pk": getattr(world.own, attribute).pk},
        "foreign": lambda world: {"pk": getattr(world.foreign, attribute).pk},
    }


def _practice(world: World) -> dict[str, str]:
    # Whoever writes for another organisation: tests/cms/views/test_writing.py
    return {"title": "題", "summary": "文", "how": "文", "organisation": world.own.organisation.code}


PUBLIC = {"own": lambda world: {"pk": world.site.case.pk}, "foreign": lambda world: {"pk": world.site.private_case.pk}}

doors = [
    Door("me/practices/", get=SIGNED_IN),
    Door("me/practices/new/", get=WRITERS, post=WRITERS, data=_practice),
    Door(
        "me/practices/<int:pk>/",
        **both("practice_draft"),
        get=OURS,
        post=OURS,
        foreign_get=FOR_ANYBODY,
        foreign_post=FOR_ANYBODY,
        data=_practice,
        shows="practice-own-how",
    ),
    # One's own is taken up by others only
    Door(
        "me/practices/<int:pk>/uptake/",
        own=lambda world: {"pk": world.foreign.practice.pk},
        foreign=lambda world: {"pk": world.foreign.practice_draft.pk},
        get=MEMBERS,
        post=MEMBERS,
        data=lambda world: {"stage": "wish", "organisation": world.foreign.neighbour.code},
    ),
    Door("me/later/", get=SIGNED_IN),
    Door("me/later/<int:pk>/", **PUBLIC, get=SIGNED_IN, post=SIGNED_IN, data=lambda world: {"keep": "yes"}),
    Door("me/later/<int:pk>/keep/", **PUBLIC, get=SIGNED_IN, post=SIGNED_IN),
    # Words of a room for a page of the site: who wrote them answers, a facilitator picks them and lets them go
    Door("salon/quotes/", get=SIGNED_IN),
    Door(
        "salon/quotes/<int:pk>/answer/",
        **both("quote"),
        post=only(MEMBER),
        data=lambda world: {"answer": "yes"},
    ),
    Door(
        "salon/rooms/<slug:slug>/topics/<int:pk>/quotes/",
        own=lambda world: {"slug": world.own.room.slug, "pk": world.own.topic.pk},
        foreign=lambda world: {"slug": world.foreign.room.slug, "pk": world.foreign.topic.pk},
        get=only(FACILITATOR),
        post=only(FACILITATOR),
        foreign_get=only(FACILITATOR),
        foreign_post=only(FACILITATOR),
        data=lambda world: {"messages": [str(world.own.message.public_id)], "title": "題"},
        foreign_data=lambda world: {"messages": [str(world.foreign.message.public_id)], "title": "題"},
        shows="message-own",
    ),
    Door("salon/quotes/<int:pk>/drop/", **both("quote"), post=only(FACILITATOR), foreign_post=only(FACILITATOR)),
    # Leads on, each to where they may ask
    Door("ask/<int:pk>/", **PUBLIC, get=EVERYBODY),
]
