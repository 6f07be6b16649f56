"""Oneself, one's organisation, and the people of the network."""

from members.models import AddressChange, Pause
from members.profile import addresses
from tests.who_may.doors import Door
from tests.who_may.roles import ADMINISTRATOR, EVERYBODY, FACILITATOR, FORMER, MEMBER, MEMBERS, NOBODY, SIGNED_IN, only

OWNERS = only(MEMBER, ADMINISTRATOR)
NETWORKS = only(ADMINISTRATOR)
ORGANISATION = {
    "own": lambda world: {"code": world.own.organisation.code},
    "foreign": lambda world: {"code": world.foreign.organisation.code},
}
WITHDRAWN = {
    "own": lambda world: {"code": world.own.organisation.code, "pk": world.own.invitation.pk},
    "foreign": lambda world: {"code": world.foreign.organisation.code, "pk": world.foreign.invitation.pk},
}


def _token(change: AddressChange, side: str) -> dict[str, str]:
    return {"token": addresses.link_for(change, side).rstrip("/").rpartition("/")[2]}


def pause_of(person) -> dict[str, int]:
    return {"pk": Pause.objects.get_or_create(person=person)[0].pk}


doors = [
    Door("me/", get=SIGNED_IN, post=SIGNED_IN),
    Door("me/edit/", get=SIGNED_IN, post=SIGNED_IN, data=lambda world: {"name": "新しい名前"}),
    Door("me/mail/", get=SIGNED_IN, post=SIGNED_IN),
    Door("me/others/", post=SIGNED_IN),
    Door(
        "me/pause/",
        get=SIGNED_IN,
        post=SIGNED_IN,
        data=lambda world: {"since": "2099-01-01", "organisation": world.foreign.organisation.pk},
    ),
    Door(
        "me/pause/<int:pk>/end/",
        own=lambda world: pause_of(world.people[MEMBER]),
        foreign=lambda world: pause_of(world.foreign.person),
        post=only(MEMBER),
    ),
    Door(
        "me/address/",
        get=SIGNED_IN,
        post=SIGNED_IN,
        # That this address is somebody's is not told
        data=lambda world: {"address": world.foreign.person.email},
    ),
    Door("me/address/cancel/", post=SIGNED_IN),
    # A key that was mailed
    Door(
        "me/address/confirm/<str:token>/",
        own=lambda world: _token(world.own.address_change, "old"),
        foreign=lambda world: {"token": _token(world.own.address_change, "new")["token"][:-3] + "AAA"},
        get=EVERYBODY,
        post=EVERYBODY,
        tells=("mail-member", "mail-wanted", "name-member"),
    ),
    # For those who look after it; for everybody else it does not exist
    Door(
        "me/organisations/<slug:code>/",
        **ORGANISATION,
        get=OWNERS,
        post=OWNERS,
        foreign_get=NETWORKS,
        foreign_post=NETWORKS,
    ),
    Door(
        "me/organisations/<slug:code>/people/",
        **ORGANISATION,
        get=OWNERS,
        post=OWNERS,
        foreign_get=NETWORKS,
        foreign_post=NETWORKS,
        data=lambda world: {"address": "new@example.org"},
        shows="invited-own",
    ),
    Door(
        "me/organisations/<slug:code>/people/<int:pk>/withdraw/",
        **WITHDRAWN,
        post=OWNERS,
        foreign_post=NETWORKS,
        mixed=NOBODY,
    ),
    # Members see members, and who is no member sees nobody
    Door(
        "me/people/<int:pk>/",
        own=lambda world: {"pk": world.own.colleague.pk},
        foreign=lambda world: {"pk": world.people[FORMER].pk},
        get=MEMBERS | only(FACILITATOR, ADMINISTRATOR),
        foreign_get=only(FORMER, FACILITATOR, ADMINISTRATOR),
        shows="name-colleague",
    ),
]
