"""The address to which one person answers in one topic, or a mail about several: `reply+<token>@…`.

Nobody guesses a token and nobody reads in one whose it is. It is sealed with the key of the house, so that no table has
to be kept, and written in lower case letters and digits, since mail servers on the way fold capitals.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from members.models import Person
from members.personal import KEYS
from salon.models import Topic

# So long after the mail that carries it, an answer still lands: mails are found again when the season comes round
GOOD_FOR = timedelta(days=400)
ID_BYTES = 6
# 16 bytes of seal, two ids and a day of 2 bytes: 30 bytes are 48 letters, without padding
TOKEN_LENGTH = 48
TOKEN = re.compile(rf"[a-z2-7]{{{TOKEN_LENGTH}}}")
DAY_ZERO = date(2020, 1, 1)
NO_TOPIC = 0


@dataclass(frozen=True)
class Behind:
    """What an address stands for. Whether person and topic still exist is asked of the database; `NO_TOPIC` never does."""

    person_id: int
    topic_id: int
    made_on: date

    @property
    def has_run_out(self) -> bool:
        return timezone.localdate() - self.made_on > GOOD_FOR


def reply_address(person: Person, topic: Topic | None) -> str | None:
    """Where this person answers in this topic by mail; None where no REPLY_ADDRESS is set. For this person's eyes only.

    Without a topic: where who answers a mail about several is told how to go on.
    """
    if not settings.REPLY_ADDRESS:
        return None
    name, _at, domain = settings.REPLY_ADDRESS.rpartition("@")
    where = Behind(person.pk, topic.pk if topic else NO_TOPIC, timezone.localdate())
    return f"{name}+{_sealed(where)}@{domain}"


def without_keys(text: str) -> str:
    """`text` without the addresses that are for one person only, which a mail program may quote without a mark."""
    return KEYS.sub("…", text)


def behind(address: str) -> Behind | None:
    """Whose address that is; None where it is none of ours. The domain may be another: servers on the way rewrite it."""
    ours = settings.REPLY_ADDRESS.rpartition("@")[0].lower()
    name, plus, token = address.strip().strip("<>").lower().partition("@")[0].rpartition("+")
    if not ours or not plus or name != ours or not TOKEN.fullmatch(token):
        return None
    return _opened(token)


def _sealed(what: Behind) -> str:
    days = (what.made_on - DAY_ZERO).days
    plain = b"".join(number.to_bytes(ID_BYTES, "big") for number in (what.person_id, what.topic_id))
    # The same person, topic and day give the same address, as AES-SIV may: it needs no nonce
    sealed = next(_seals()).encrypt(plain + days.to_bytes(2, "big"), None)
    return base64.b32encode(sealed).decode().lower()


def _opened(token: str) -> Behind | None:
    try:
        sealed = base64.b32decode(token, casefold=True)
    except binascii.Error:
        return None
    for seal in _seals():
        try:
            plain = seal.decrypt(sealed, None)
        except InvalidTag:
            continue
        numbers = [int.from_bytes(part, "big") for part in (plain[:ID_BYTES], plain[ID_BYTES:-2], plain[-2:])]
        return Behind(numbers[0], numbers[1], DAY_ZERO + timedelta(days=numbers[2]))
    return None


def _seals() -> Iterator[AESSIV]:
    """With today's key, and with those that were changed for it."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield AESSIV(salted_hmac("salon.replies.addresses", "", secret=secret, algorithm="sha512").digest())
