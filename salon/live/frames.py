"""What goes over the socket, in both directions. docs/realtime.md says the same in prose."""

import json
from collections.abc import Sequence
from typing import Any

from salon.rooms.events import Item

LONGEST = 2000  # characters of a frame from a client; ours are far shorter
LARGEST_ROOM = 2**63 - 1
_numbers = {"here": ("n",), "typing": ("room", "topic")}  # whole numbers that a frame must have, if not only `room`

# Reasons for closing, as close codes
SIGN_IN = 4401
TOO_SLOW = 4408
COME_BACK = 4412
TOO_MANY = 4429

COME_BACK_WITHIN = 8  # seconds: the page takes a random moment, so that not all come at once


class BadFrame(ValueError):
    """Not a frame of this protocol."""


def read(text: str | None) -> dict[str, Any]:
    """A frame from a client: a JSON object with a known `t` and whole numbers. Raises BadFrame."""
    if text is None or len(text) > LONGEST:
        raise BadFrame
    try:
        frame = json.loads(text, parse_constant=_refuse, parse_float=_refuse)
    except (ValueError, TypeError, RecursionError) as error:
        raise BadFrame from error
    if not isinstance(frame, dict) or frame.get("t") not in ("open", "leave", "here", "typing"):
        raise BadFrame
    for name in _numbers.get(frame["t"], ("room",)):
        number = frame.get(name)
        if type(number) is not int or not 0 <= number <= LARGEST_ROOM:
            raise BadFrame
    return frame


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def write(frame: dict[str, Any]) -> str:
    """A frame for a client. Japanese stays as it is: escaped it would weigh twice as much."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def events(room: int, after: int, items: Sequence[Item]) -> str:
    """For those who have the room open: all that came after `after`."""
    return write({"t": "events", "room": room, "after": after, "items": items})


def stir(room: int, items: Sequence[Item]) -> str:
    """For those who only watch the list of rooms: how much came, in which topic, from whom, no word of it."""
    posts = [
        {"seq": item["seq"], "author": item["author"], "topic": item["topic"]}
        for item in items
        if item["kind"] == "post"
    ]
    # Something went, came back or stands elsewhere: who counts asks for the numbers
    recount = any(item["kind"] in ("topic", "move", "away") for item in items)
    return write({"t": "stir", "room": room, "head": items[-1]["seq"], "posts": posts, "recount": recount})


def presence(room: int, number: int, here: list[dict], typing: list[dict]) -> str:
    """For those who have the room open: how many they are, some of their names, and who is writing where."""
    return write({"t": "presence", "room": room, "number": number, "here": here, "typing": typing})
