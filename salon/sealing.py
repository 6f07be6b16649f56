"""What only our own processes read, on its way through Redis: sealed with SECRET_KEY, and good for a moment.

The seal also names the database: another installation at the same Redis, even a copy with the same key, opens nothing of ours.
"""

import base64
import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac

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
    key = salted_hmac("salon.sealing", "\x00".join(place), algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
