"""What would only show when nobody can answer."""

from django.conf import settings
from django.core.checks import Error

from salon.replies.addresses import TOKEN_LENGTH

LONGEST = 64 - len("+") - TOKEN_LENGTH  # mail servers take 64 octets before the @


def reply_address(app_configs, **options) -> list[Error]:
    name = settings.REPLY_ADDRESS.rpartition("@")[0]
    if len(name.encode()) <= LONGEST:
        return []
    return [
        Error(
            f"REPLY_ADDRESS has {len(name.encode())} characters before the @; mail servers would refuse the answers.",
            hint=f"Take one with at most {LONGEST}, such as reply@…",
            id="salon.E001",
        )
    ]
