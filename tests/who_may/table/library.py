"""Documents: read by those for whom they are, changed by who gave them and the secretariat; everybody's part is the same for all."""

from tests.who_may.doors import Door
from tests.who_may.roles import ELSEWHERE, EVERYBODY, FACILITATOR, MEMBER, SIGNED_IN, only

OURS, DESK = only(MEMBER, FACILITATOR), only(FACILITATOR)
RESOURCE = {
    "own": lambda world: {"name": world.own.resource.public_id},
    "foreign": lambda world: {"name": world.foreign.resource.public_id},
}
WAITING = {
    "own": lambda world: {"name": world.own.waiting_resource.public_id},
    "foreign": lambda world: {"name": world.foreign.waiting_resource.public_id},
}
TYPED = {"title": "題", "text": "文", "category": "templates", "scope": "members", "consent": "on"}

doors = [
    # Whoever has signed in sees those that are for them, which may be none
    Door("salon/library/", get=SIGNED_IN),
    Door("salon/library/new/", get=only(MEMBER, ELSEWHERE, FACILITATOR), post=only(MEMBER, ELSEWHERE, FACILITATOR)),
    Door("salon/library/<uuid:name>/", **RESOURCE, get=OURS, foreign_get=DESK, shows="resource-own-text"),
    Door("salon/library/<uuid:name>/file/", **RESOURCE, get=OURS, foreign_get=DESK),
    Door(
        "salon/library/<uuid:name>/edit/",
        **RESOURCE,
        get=OURS,
        foreign_get=DESK,
        post=OURS,
        foreign_post=DESK,
        data=lambda world: TYPED,
        shows="resource-own-title",
    ),
    Door("salon/library/<uuid:name>/approve/", **WAITING, post=DESK, foreign_post=DESK),
    Door("salon/library/<uuid:name>/withdraw/", **RESOURCE, post=OURS, foreign_post=DESK),
    Door("resources/", get=EVERYBODY, public=True),
    # What waits is no file for anybody yet
    Door("resources/<uuid:name>/file/", **WAITING),
]
