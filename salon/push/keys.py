"""The pair of keys by which push services know this house (VAPID). Made when there is none, and then kept."""

import base64
import contextlib
import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils.crypto import get_random_string
from py_vapid import Vapid02

FILE = "vapid_private_key"


@cache
def vapid() -> Vapid02:
    return Vapid02.from_string(private_key=settings.VAPID_PRIVATE_KEY or _kept(Path(settings.DATA_DIR) / FILE))


def public_key() -> str:
    """What a browser asks for before it gives a subscription: 65 bytes in base64url."""
    return _text(vapid().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def new_private_key() -> str:
    """32 bytes in base64url."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _text(number.to_bytes(32, "big"))


def _kept(file: Path) -> str:
    if not file.exists():
        # Whole or not at all, and of two processes that start together one wins
        draft = file.with_name(f"{file.name}.{get_random_string(8)}")
        draft.touch(mode=0o600)
        draft.write_text(new_private_key())
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text().strip()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
