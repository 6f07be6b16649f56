"""How a declaration reads: where a pattern leads, and who gets in there."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.who_may.roles import NOBODY, Roles
from tests.who_may.world import World

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def fill(route: str, parts: dict[str, Any]) -> str:
    # Routers of other libraries begin each of their parts anew
    return PARAMETER.sub(lambda match: str(parts[match[1]]), route.replace("^", ""))


@dataclass(frozen=True)
class Door:
    """Who gets in at one pattern.

    `own` and `foreign` give the parts of the address (or, where the route is a regular expression, the whole of it) for an object of the role's own network and for one of others;
    without them there is no object in the address. `get` and `post` say who gets in to what is their own, `foreign_get`
    and `foreign_post` who gets in to what is not. `post=None`: nothing happens here by POST, for anybody. An address
    that names two objects, one own and one foreign, opens for those in `mixed` only.
    """

    route: str
    get: Roles = NOBODY
    post: Roles | None = None
    own: Callable[[World], dict[str, Any] | str] | None = None
    foreign: Callable[[World], dict[str, Any] | str] | None = None
    foreign_get: Roles = NOBODY
    foreign_post: Roles = NOBODY
    mixed: Roles = NOBODY
    # What is sent by POST, for own and foreign
    data: Callable[[World], dict[str, Any]] = field(default=lambda world: {})
    foreign_data: Callable[[World], dict[str, Any]] | None = None
    query: str = ""
    # A word of world.secrets that is found behind the door: without it the test would prove nothing
    shows: str = ""
    # Words that whoever knows the address may read: it is a key
    tells: tuple[str, ...] = ()
    # A public page, the same for everybody byte for byte
    public: bool = False

    def address(self, parts: dict[str, Any] | str) -> str:
        if isinstance(parts, str):
            return f"/{parts}{self.query}"
        return f"/{fill(self.route, parts)}{self.query}"


@dataclass(frozen=True)
class Visit:
    """One address of a door, and who gets in there."""

    door: Door
    path: str
    whose: str
    get: Roles
    post: Roles | None
    data: dict[str, Any]

    @property
    def is_public(self) -> bool:
        return self.door.public and self.whose != "foreign"


def visits(door: Door, world: World) -> list[Visit]:
    if door.own is None:
        return [Visit(door, door.address({}), "", door.get, door.post, door.data(world))]
    own = door.own(world)
    foreign_data = door.foreign_data or door.data
    made = [Visit(door, door.address(own), "own", door.get, door.post, door.data(world))]
    if door.foreign is None:
        return made
    foreign = door.foreign(world)
    post = None if door.post is None else door.foreign_post
    made.append(Visit(door, door.address(foreign), "foreign", door.foreign_get, post, foreign_data(world)))
    if isinstance(own, dict) and len(own) > 1:
        post = None if door.post is None else door.mixed
        for name in own:
            parts = {**foreign, name: own[name]}
            made.append(Visit(door, door.address(parts), f"only {name} own", door.mixed, post, door.data(world)))
    return made


def nobody(route: str) -> Door:
    """A door that stays shut: 404 for whoever comes, by whatever method."""
    parts = dict.fromkeys(PARAMETER.findall(route), "1") | {"rest": "confirm/MQ/set-password/"}
    return Door(route, own=lambda world: parts, post=NOBODY)
