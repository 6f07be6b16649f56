"""The doorbell: tells every process, after a commit, that a room has something new, and sealed, what it looks like.

A ring may be lost (Redis away, process killed): the database is the truth, and the heartbeat of
`salon.live` finds what no ring announced. So nobody waits for a ring and no post fails on one.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Protocol

from asgiref.sync import async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.db import transaction

from salon import sealing

GROUP = "salon.bell"
PATIENCE = 5  # seconds until a ring is given up
TOGETHER = 0.01  # seconds: rings for the other processes that go out as one

logger = logging.getLogger("tsunagari.bell")
_loop: asyncio.AbstractEventLoop | None = None
_here: "Hub | None" = None
_due: dict[int, int] = {}
_made: list[tuple[int, int, Mapping[str, object]]] = []


class Hub(Protocol):
    """Who hears rings in a process that serves sockets."""

    def listens_to(self, room: int) -> bool:
        """Whether anybody does; asked from any thread."""

    def hear(self, room: int, seq: int, item: Mapping[str, object] | None = None) -> None:
        """`item` is what event `seq` looks like, when whoever rang knew it anyway."""


def ring_from(loop: asyncio.AbstractEventLoop, here: Hub) -> None:
    """The process serves sockets on `loop`: `here` hears of rings there at once, the others from there."""
    global _loop, _here
    _loop, _here = loop, here
    _due.clear()
    _made.clear()


def ring(room_id: int, seq: int, item: Callable[[], Mapping[str, object]] | None = None) -> None:
    """Say, once the transaction is committed, that event `seq` of the room is there.

    `item` makes what `salon.rooms.events.events_after` would find, for the hubs, which then need not ask. It is made when
    somebody listens in this process.
    """
    transaction.on_commit(lambda: _ring(room_id, seq, item))


async def tell(message: dict) -> None:
    """Something that is true for seconds only, for the hubs of the other processes. Nobody misses it when it is lost."""
    await _deliver(message)


def call(people: list[int]) -> None:
    """Say, once the transaction is committed, that there is something for these people; not what."""
    transaction.on_commit(lambda: _send({"type": "call", "people": people}))


def _send(message: dict) -> None:
    if _loop is not None and _loop.is_running():
        asyncio.run_coroutine_threadsafe(_deliver(message), _loop)
    else:
        async_to_sync(_deliver)(message)


def _ring(room_id: int, seq: int, item: Callable[[], Mapping[str, object]] | None) -> None:
    if _loop is not None and _loop.is_running():
        made = None
        if item and _here and _here.listens_to(room_id):
            try:
                made = item()
            except Exception:  # the post is stored and stays acknowledged; the hub asks the database
                logger.exception("room %s: an event was not made ready", room_id)
        _loop.call_soon_threadsafe(_ring_here, room_id, seq, made)
    else:
        _send({"type": "ring", "rooms": [[room_id, seq]]})


def _ring_here(room_id: int, seq: int, item: Mapping[str, object] | None) -> None:
    if _here:
        _here.hear(room_id, seq, item)
    if not _due:
        asyncio.get_running_loop().call_later(TOGETHER, _ring_elsewhere)
    _due[room_id] = max(seq, _due.get(room_id, 0))
    if item:
        _made.append((room_id, seq, item))


def _ring_elsewhere() -> None:
    message: dict[str, object] = {"type": "ring", "rooms": [list(one) for one in _due.items()]}
    # With the layer of one process there is nobody elsewhere
    if _made and not isinstance(get_channel_layer(), InMemoryChannelLayer):
        message["made"] = sealing.seal(_made)
    _due.clear()
    _made.clear()
    task = asyncio.ensure_future(_deliver(message))
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)


_under_way: set[asyncio.Future] = set()


async def _deliver(message: dict) -> None:
    try:
        # Not wait_for: it forgets that it was cancelled when the answer comes at the same moment
        async with asyncio.timeout(PATIENCE):
            await get_channel_layer().group_send(GROUP, message)
    except Exception as error:  # whatever a broker may throw: the heartbeat makes up for it
        logger.warning("ring lost: %s", type(error).__name__)
