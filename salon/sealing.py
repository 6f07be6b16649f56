"""What only our own processes read, on its way through Redis: sealed with SECRET_KEY, and good for a moment.

The seal also names the database: another installation at the same Redis, even a copy with the same key, opens nothing of ours.
"""

import base64
import hashlib
import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

FRESH = 1  # seconds; what took longer on its way may have been taken back in the meantime


class NotOurs(Exception):
    """Sealed by somebody else, for another database, or too long ago."""


def seal(what: Any) -> bytes:
    """`what` is anything that JSON can say."""
    return _seal().encrypt(json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode())


def unseal(token: bytes) -> Any:
    """What was sealed. Raises NotOurs."""
    try:
        return json.loads(_seal().decrypt(token, FRESH))
    except InvalidToken as error:
        raise NotOurs from error


@cache
def _seal() -> Fernet:
    base = settings.DATABASES["default"]
    place = [str(base.get(name, "")) for name in ("HOST", "PORT", "NAME")]
    secret = "\x00".join(["tsunagari.sealing", settings.SECRET_KEY, *place])
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest()))
