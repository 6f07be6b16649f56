"""The door for a mail server on the same machine: LMTP (RFC 2033), which answers for each recipient.

250 is said after the commit. Whatever goes wrong here and may go well later is a 451, so that the mail server keeps
the mail and tries again; 550 is for addresses that nobody has.
"""

import asyncio
import logging
import signal
from collections.abc import Callable

from aiosmtpd.lmtp import LMTP
from asgiref.sync import sync_to_async
from django.db import close_old_connections

from salon.replies import addresses, receiving
from salon.replies.parsing import LARGEST
from salon.replies.receiving import Outcome

AT_ONCE = 4  # mails that are taken in at the same time
NOBODY = "550 5.1.1 Nobody has this address"
LATER = "451 4.3.0 Cannot take it in now, please try again"

logger = logging.getLogger("tsunagari.replies")


class Conversation(LMTP):
    # Mail programs write longer lines than they may
    line_length_limit = 1024 * 1024


class Handler:
    def __init__(self) -> None:
        self.places = asyncio.Semaphore(AT_ONCE)

    async def handle_RCPT(self, server, session, envelope, address: str, options: list[str]) -> str:
        if addresses.behind(address) is None:
            return NOBODY
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        answers = []
        for recipient in envelope.rcpt_tos:
            async with self.places:
                take = sync_to_async(_take, thread_sensitive=False)
                answers.append(await take(envelope.content, recipient, (envelope.mail_from or "").strip("<>")))
        return "\r\n".join(answers)

    async def handle_exception(self, error: Exception) -> str:
        """By itself the library would say 500, and the mail would be given back for good."""
        logger.error("a mail was put off: %s", receiving.what_happened(error))
        return LATER


def _take(raw: bytes, recipient: str, envelope_sender: str) -> str:
    close_old_connections()
    try:
        outcome = receiving.receive(raw, recipient, envelope_sender)
    except Exception as error:  # it is in the mail server's hands as long as we do not say 250
        logger.error("a mail was put off: %s", receiving.what_happened(error))
        return LATER
    finally:
        close_old_connections()
    return NOBODY if outcome == Outcome.UNKNOWN else f"250 2.0.0 {outcome}"


def serve(place: str, when_ready: Callable[[], None]) -> None:
    """Listen on `host:port`, or on a socket where `place` is a path, until the process is told to stop."""
    asyncio.run(_serve(place, when_ready))


async def _serve(place: str, when_ready: Callable[[], None]) -> None:
    loop, stop, handler = asyncio.get_running_loop(), asyncio.Event(), Handler()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)

    def conversation() -> Conversation:
        # Twice as large as what is taken in: whoever sends too much is told in words of ours
        return Conversation(handler, data_size_limit=2 * LARGEST, hostname="tsunagari", loop=loop)

    if "/" in place:
        server = await loop.create_unix_server(conversation, place)
    else:
        host, _colon, port = place.rpartition(":")
        server = await loop.create_server(conversation, host.strip("[]"), int(port))
    async with server:
        when_ready()
        await stop.wait()
