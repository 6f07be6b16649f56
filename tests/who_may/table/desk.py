"""Needs and introductions: members read what is open, the two sides read their introduction, the desk is the facilitators'."""

from tests.who_may.doors import Door
from tests.who_may.roles import ELSEWHERE, FACILITATOR, MEMBER, MEMBERS, NOBODY, only
from tests.who_may.world import World

NETWORK = MEMBERS | only(FACILITATOR)
DESK = only(FACILITATOR)
OURS = only(MEMBER, FACILITATOR)


def both(attribute: str):
    """The object of this name on each side."""
    return {
        "own": lambda world: {"pk": getattr(world.own, attribute).pk},
        "foreign": lambda world: {"pk": getattr(world.foreign, attribute).pk},
    }


GROUP = {
    "own": lambda world: {"slug": world.own.group.slug},
    "foreign": lambda world: {"slug": world.foreign.group.slug},
}

CONSULTATION = {
    "own": lambda world: {"name": world.own.consultation.public_id},
    "foreign": lambda world: {"name": world.foreign.consultation.public_id},
}


def _need(world: World, organisation) -> dict:
    kind = world.own.posting.kinds.first()
    return {"title": "題", "text": "文", "kinds": [kind.slug], "organisation": organisation.code}


def _answer(side) -> dict:
    return {f"side{side.pk}-answer": "yes", f"side{side.pk}-words": "はい"}


_OUTCOME = {"outcome-result": "started", "outcome-note": "文", "outcome-day": "2026-01-05"}
_WORDS = {"words_to_owner": "文", "words_to_other": "文", "step": "send"}

doors = [
    Door("salon/needs/", get=NETWORK, shows="need-foreign-title"),
    Door(
        "salon/needs/new/<slug:kind>/",
        own=lambda world: {"kind": "need"},
        # A facilitator without an organisation has nothing to post for
        get=MEMBERS,
        post=MEMBERS,
        data=lambda world: _need(world, world.foreign.organisation),
    ),
    Door(
        "salon/needs/<int:pk>/",
        own=lambda world: {"pk": world.own.closed.pk},
        foreign=lambda world: {"pk": world.foreign.closed.pk},
        get=OURS,
        foreign_get=DESK,
        shows="closed-own-text",
    ),
    Door(
        "salon/needs/<int:pk>/edit/",
        **both("posting"),
        get=only(MEMBER),
        post=only(MEMBER),
        data=lambda world: _need(world, world.foreign.organisation),
        shows="need-own-text",
    ),
    Door(
        "salon/needs/<int:pk>/end/",
        **both("posting"),
        post=OURS,
        foreign_post=DESK,
        data=lambda world: {"state": "closed"},
    ),
    # One does not raise a hand for oneself
    Door(
        "salon/needs/<int:pk>/hand/",
        **both("posting"),
        post=only(ELSEWHERE),
        foreign_post=MEMBERS,
        data=lambda world: {"hand": "help", "organisation": world.foreign.neighbour.code},
        foreign_data=lambda world: {"hand": "help", "organisation": world.foreign.neighbour.code},
    ),
    Door(
        "salon/needs/<int:pk>/hand/lower/",
        own=lambda world: {"pk": world.foreign.posting.pk},
        foreign=lambda world: {"pk": world.foreign.unraised.pk},
        post=only(MEMBER),
        data=lambda world: {"organisation": world.own.organisation.code},
        foreign_data=lambda world: {"organisation": world.foreign.organisation.code},
    ),
    # People of a hub of the block, who are those of `own` here; not for their own need
    Door(
        "salon/needs/<int:pk>/suggest/",
        own=lambda world: {"pk": world.own.in_hub.pk},
        foreign=lambda world: {"pk": world.foreign.posting.pk},
        get=only(MEMBER),
        post=only(MEMBER),
        data=lambda world: {"other": "beside", "words": "わけ"},
    ),
    Door(
        "salon/desk/suggestions/<int:pk>/decline/",
        **both("suggestion"),
        post=DESK,
        foreign_post=DESK,
    ),
    Door("salon/introductions/", get=NETWORK),
    # Nobody asks oneself; nobody is asked whose people cannot answer
    Door(
        "salon/introductions/ask/<int:pk>/",
        own=lambda world: {"pk": world.foreign.practice.pk},
        foreign=lambda world: {"pk": world.foreign.practice_draft.pk},
        get=MEMBERS,
        post=MEMBERS,
        data=lambda world: {"text": "文", "organisation": world.foreign.neighbour.code},
    ),
    Door("salon/introductions/<int:pk>/", **both("agreed"), get=OURS, foreign_get=DESK, shows="mail-contact"),
    Door(
        "salon/introductions/<int:pk>/answers/<int:side>/",
        own=lambda world: {"pk": world.own.waiting.pk, "side": world.own.side.pk},
        foreign=lambda world: {"pk": world.foreign.waiting.pk, "side": world.foreign.side.pk},
        # The secretariat asks; it does not answer for anybody
        post=only(MEMBER),
        data=lambda world: _answer(world.own.side) | _answer(world.foreign.side),
    ),
    Door(
        "salon/introductions/<int:pk>/outcomes/",
        **both("agreed"),
        post=OURS,
        foreign_post=DESK,
        data=lambda world: _OUTCOME | {"outcome-organisation": world.foreign.organisation.pk},
    ),
    Door("salon/introductions/<int:pk>/withdrawal/", **both("waiting"), post=DESK, foreign_post=DESK),
    Door("salon/desk/", get=DESK, shows="need-neighbour-title"),
    Door("salon/consultations/", get=NETWORK),
    # Who has no organisation asks by name: the page leads back to the list
    Door("salon/consultations/new/", get=NETWORK, post=NETWORK, data=lambda world: {"title": "題", "text": "文"}),
    # Who asked, and not even the facilitators: they have a page of their own
    Door("salon/consultations/<uuid:name>/", **CONSULTATION, get=only(MEMBER), shows="asked-own-words"),
    Door("salon/consultations/<uuid:name>/agree/", **CONSULTATION, post=only(MEMBER)),
    Door("salon/consultations/<uuid:name>/withdraw/", **CONSULTATION, post=only(MEMBER)),
    Door("salon/consultations/<uuid:name>/more/", **CONSULTATION, post=only(MEMBER), data=lambda world: {"text": "文"}),
    Door("salon/desk/consultations/", get=DESK, shows="asked-foreign-title"),
    Door(
        "salon/desk/consultations/<uuid:name>/",
        **CONSULTATION,
        get=DESK,
        foreign_get=DESK,
        post=DESK,
        foreign_post=DESK,
        data=lambda world: {"title": "題", "text": "文", "room": world.own.room.slug},
        shows="asked-own-text",
    ),
    Door(
        "salon/desk/consultations/<uuid:name>/return/",
        **CONSULTATION,
        post=DESK,
        foreign_post=DESK,
        data=lambda world: {"words": "文"},
    ),
    Door("salon/desk/consultations/<uuid:name>/erase/", **CONSULTATION, post=DESK, foreign_post=DESK),
    Door("salon/desk/rooms/", get=DESK, shows="group-foreign"),
    Door("salon/desk/groups/new/", get=DESK, post=DESK, data=lambda world: {"name": "名前"}),
    Door(
        "salon/desk/groups/<slug:slug>/",
        **GROUP,
        get=DESK,
        foreign_get=DESK,
        post=DESK,
        foreign_post=DESK,
        query="?q=a",
        data=lambda world: {"name": "名前"},
        shows="group-own",
    ),
    Door(
        "salon/desk/groups/<slug:slug>/members/",
        **GROUP,
        post=DESK,
        foreign_post=DESK,
        data=lambda world: {"organisation": world.own.organisation.pk, "step": "add"},
    ),
    Door(
        "salon/desk/groups/<slug:slug>/closed/", **GROUP, post=DESK, foreign_post=DESK, data=lambda world: {"on": "1"}
    ),
    Door("salon/desk/results/", get=DESK, shows="agreed-own-outcome-foreign"),
    Door("salon/desk/postings/<int:pk>/", **both("posting"), get=DESK, foreign_get=DESK, shows="need-own-title"),
    Door(
        "salon/desk/postings/<int:pk>/choose/",
        **both("posting"),
        query="?organisation=elsewhere",
        get=DESK,
        foreign_get=DESK,
    ),
    Door(
        "salon/desk/postings/<int:pk>/propose/<slug:code>/",
        own=lambda world: {"pk": world.own.posting.pk, "code": "elsewhere"},
        foreign=lambda world: {"pk": world.foreign.posting.pk, "code": "neighbour"},
        get=DESK,
        foreign_get=DESK,
        post=DESK,
        foreign_post=DESK,
        mixed=DESK,
        data=lambda world: _WORDS,
        shows="need-own-title",
    ),
]

# The other side's answer is not ours to give, though the introduction is
crossed = Door(
    "salon/introductions/<int:pk>/answers/<int:side>/",
    own=lambda world: {"pk": world.own.waiting.pk, "side": world.own.other_side.pk},
    post=NOBODY,
    data=lambda world: _answer(world.own.other_side),
)
