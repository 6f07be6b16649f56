"""The door for a mailbox elsewhere: what is new in it is fetched by IMAP, from time to time.

A mail counts as read only after it is taken in. Whoever dies in between, or fetches beside somebody else, finds it
again and takes it in a second time, which changes nothing.
"""

import logging
from collections import Counter
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from django.db import Error as DatabaseError
from imapclient import FLAGGED, SEEN, IMAPClient

from salon.replies import receiving
from salon.replies.parsing import HEAD, LARGEST
from salon.replies.receiving import Outcome

TIMEOUT = 30  # seconds
# Flagged is what we could not take in: a person looks, and takes the flag away to have it tried again
NEW = ["UNSEEN", "UNFLAGGED"]

logger = logging.getLogger("tsunagari.replies")


@dataclass(frozen=True)
class Mailbox:
    """`done`: the folder into which what was taken in is moved; empty where it stays, marked as read."""

    host: str
    port: int
    is_encrypted: bool
    user: str
    password: str
    folder: str
    done: str

    @classmethod
    def at(cls, url: str) -> "Mailbox":
        """`imaps://user:password@host/INBOX?done=Done`; `imap:` for a connection without TLS. Raises ValueError."""
        parts = urlsplit(url)
        if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username:
            raise ValueError("imaps://user:password@host/INBOX")
        is_encrypted = parts.scheme == "imaps"
        return cls(
            host=parts.hostname,
            port=parts.port or (993 if is_encrypted else 143),
            is_encrypted=is_encrypted,
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            folder=unquote(parts.path.strip("/")) or "INBOX",
            done=parse_qs(parts.query).get("done", [""])[0],
        )


def fetch(mailbox: Mailbox) -> Counter[str]:
    """Take in all that is new; how many ended in which way. Raises what IMAP, the network and the database raise."""
    outcomes: Counter[str] = Counter()
    with IMAPClient(mailbox.host, mailbox.port, ssl=mailbox.is_encrypted, timeout=TIMEOUT) as server:
        server.login(mailbox.user, mailbox.password)
        server.select_folder(mailbox.folder)
        if mailbox.done and not server.folder_exists(mailbox.done):
            server.create_folder(mailbox.done)
        for number in server.search(NEW):
            raw = _mail(server, number)
            if raw is None:
                continue  # another one fetched it, and moved it
            try:
                found = receiving.receive_addressed(raw)
            except DatabaseError:
                raise  # it passes for no other mail either
            except Exception as error:
                logger.error("a mail was put aside: %s", receiving.what_happened(error))
                server.add_flags([number], [FLAGGED])
                continue
            outcomes.update(found)
            server.add_flags([number], [SEEN])
            if mailbox.done and Outcome.UNKNOWN not in found:
                _move(server, number, mailbox.done)
    return outcomes


def _mail(server: IMAPClient, number: int) -> bytes | None:
    """The whole mail; of one that is too large only so much that its sender can be told, and that it shows its size."""
    size = server.fetch([number], ["RFC822.SIZE"]).get(number, {}).get(b"RFC822.SIZE", 0)
    # Peek: reading alone marks nothing as read
    part = "BODY.PEEK[]" if size <= LARGEST else f"BODY.PEEK[]<0.{HEAD}>"
    found = server.fetch([number], [part]).get(number, {})
    raw = next((value for name, value in found.items() if name.startswith(b"BODY[]")), None)
    return raw if raw is None or size <= LARGEST else raw.ljust(LARGEST + 1)


def _move(server: IMAPClient, number: int, folder: str) -> None:
    if server.has_capability("MOVE"):
        server.move([number], folder)
        return
    server.copy([number], folder)
    server.delete_messages([number])
    if server.has_capability("UIDPLUS"):
        server.uid_expunge([number])
