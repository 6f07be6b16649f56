"""Who has a room open now, and who is typing in it. Kept in memory for seconds, shown quietly, stored and logged nowhere.

Each process knows its own sockets and tells the others over the bell. What they told is forgotten when they say nothing
more: a process that was killed says no goodbye, and without Redis each process shows its own people.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.crypto import get_random_string

from salon.live import frames

TELL_EVERY = 1.0  # seconds: what changes in between is told together
MOST_TELLINGS = 200.0  # frames a second for one room: a room of 1000 hears of its people every 5 seconds
TYPING_LASTS = 6.0  # seconds since a page last said so
REPEAT_EVERY = 20.0  # seconds until the other processes are told again
LASTS = 45.0  # seconds that what another process told is believed
MOST_NAMED = 12  # names in a frame; of the others only how many they are

People = dict[int, str]  # id and name
Typing = dict[int, tuple[str, int, float]]  # id: name, topic, until when


@dataclass
class Elsewhere:
    """What another process told about a room."""

    people: People
    typing: Typing
    until: float


@dataclass
class Crowd:
    """A room that is open in full in this process."""

    people: People = field(default_factory=dict)
    pages: Counter[int] = field(default_factory=Counter)
    typing: Typing = field(default_factory=dict)
    elsewhere: dict[str, Elsewhere] = field(default_factory=dict)
    untold: bool = True  # the other processes do not know of a change here
    changed: bool = True  # our sockets may not know of a change anywhere
    shown: str = ""  # the frame that they have
    shown_at: float = 0.0

    def forget(self, now: float) -> None:
        """What was not said again in time."""
        typing = {person: one for person, one in self.typing.items() if one[2] > now}
        elsewhere = {process: one for process, one in self.elsewhere.items() if one.until > now}
        waning = any(one[2] <= now for other in elsewhere.values() for one in other.typing.values())
        if waning or (len(typing), len(elsewhere)) != (len(self.typing), len(self.elsewhere)):
            self.typing, self.elsewhere, self.changed = typing, elsewhere, True
            for other in elsewhere.values():
                other.typing = {person: one for person, one in other.typing.items() if one[2] > now}

    def frame(self, room: int) -> str:
        people, typing = dict(self.people), dict(self.typing)
        for other in self.elsewhere.values():
            people = other.people | people
            typing = other.typing | typing
        return frames.presence(
            room,
            len(people),
            [{"id": person, "name": name} for person, name in list(people.items())[:MOST_NAMED]],
            [
                {"id": person, "name": name, "topic": topic}
                for person, (name, topic, _) in list(typing.items())[:MOST_NAMED]
            ],
        )


class Presence:
    """All crowds of this process. Nothing here waits for anything; the hub does the sending."""

    def __init__(self) -> None:
        self.process = get_random_string(12)
        self.crowds: dict[int, Crowd] = {}
        self.repeated_at = time.monotonic()

    def come(self, room: int, person: int, name: str) -> str:
        """A page of this person shows the room now. Returns the frame that the others have, "" when a new one follows."""
        crowd = self.crowds.setdefault(room, Crowd())
        crowd.pages[person] += 1
        if crowd.pages[person] == 1:
            crowd.people[person] = name
            crowd.untold = crowd.changed = True
        return "" if crowd.changed else crowd.shown

    def go(self, room: int, person: int) -> None:
        crowd = self.crowds.get(room)
        if crowd is None or not crowd.pages[person]:
            return
        crowd.pages[person] -= 1
        if not crowd.pages[person]:
            del crowd.pages[person], crowd.people[person]
            crowd.typing.pop(person, None)
            crowd.untold = crowd.changed = True

    def type(self, room: int, person: int, topic: int) -> None:
        """The person is writing in this topic; topic 0: no more."""
        crowd = self.crowds.get(room)
        if crowd is None or person not in crowd.people:
            return
        before = crowd.typing.pop(person, None)
        if topic:
            crowd.typing[person] = (crowd.people[person], topic, time.monotonic() + TYPING_LASTS)
        # Said again, it lasts longer: the other processes hear it too
        crowd.untold = crowd.untold or bool(topic or before)
        crowd.changed = crowd.changed or (before and before[1]) != (topic or None)

    def hear(self, message: dict) -> None:
        """What another process told; our own voice comes back over the bell, too."""
        if message["process"] == self.process:
            return
        now = time.monotonic()
        for room, people, typing in message["rooms"]:
            crowd = self.crowds.get(room)
            if crowd is None:
                continue
            known = crowd.elsewhere.pop(message["process"], None)
            if people:
                crowd.elsewhere[message["process"]] = Elsewhere(
                    dict(people),
                    {person: (name, topic, now + TYPING_LASTS) for person, name, topic in typing},
                    now + LASTS,
                )
                # It opened the room after we had told of ourselves
                crowd.untold = crowd.untold or known is None
            crowd.changed = True

    def to_tell(self) -> dict | None:
        """The message for the other processes, when there is something to tell."""
        now = time.monotonic()
        again = now - self.repeated_at > REPEAT_EVERY
        if again:
            self.repeated_at = now
        rooms = [
            (room, list(crowd.people.items()), [(person, one[0], one[1]) for person, one in crowd.typing.items()])
            for room, crowd in self.crowds.items()
            if again or crowd.untold
        ]
        for room, _, _ in rooms:
            self.crowds[room].untold = False
        return {"type": "presence", "process": self.process, "rooms": rooms} if rooms else None

    def to_show(self, listeners: dict[int, int]) -> Iterator[tuple[int, str]]:
        """Room and frame for every room whose people changed. `listeners`: how many sockets a room has."""
        now = time.monotonic()
        for room, crowd in list(self.crowds.items()):
            if not crowd.people:
                del self.crowds[room]
                continue
            crowd.forget(now)
            if not crowd.changed or now - crowd.shown_at < listeners.get(room, 0) / MOST_TELLINGS:
                continue
            crowd.changed, crowd.shown_at = False, now
            frame = crowd.frame(room)
            if frame != crowd.shown:
                crowd.shown = frame
                yield room, frame
