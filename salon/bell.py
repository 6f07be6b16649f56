"""The doorbell: tells every process, after a commit, that a room has something new. It carries no text.

A ring may be lost (Redis away, process killed): the database is the truth, and the heartbeat of
`salon.live` finds what no ring announced. So nobody waits for a ring and no post fails on one.
"""

import asyncio
import logging

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

GROUP = "salon.bell"
PATIENCE = 5  # seconds until a ring is given up

logger = logging.getLogger("tsunagari.bell")
_loop: asyncio.AbstractEventLoop | None = None


def ring_from(loop: asyncio.AbstractEventLoop) -> None:
    """The process serves sockets on `loop`: ring there without waiting, from whichever thread."""
    global _loop
    _loop = loop


def ring(room_id: int, seq: int) -> None:
    """Say, once the transaction is committed, that event `seq` of the room is there."""
    transaction.on_commit(lambda: _send({"type": "ring", "room": room_id, "seq": seq}))


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


async def _deliver(message: dict) -> None:
    try:
        # Not wait_for: it forgets that it was cancelled when the answer comes at the same moment
        async with asyncio.timeout(PATIENCE):
            await get_channel_layer().group_send(GROUP, message)
    except Exception as error:  # whatever a broker may throw: the heartbeat makes up for it
        logger.warning("ring lost: %s", type(error).__name__)
