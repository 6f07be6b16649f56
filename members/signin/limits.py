"""How often one may ask and try. Nobody can keep somebody else out for longer than a mailed link lives.

The numbers stand in ACCOUNT_RATE_LIMITS, what they add up to in docs/operations.md.
"""

from allauth.core import ratelimit
from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest


def may_ask(request: HttpRequest, address: str) -> bool:
    """A mail to `address`: few from one place, and not many from all places together."""
    if not ratelimit.consume(request, action="request_login_code"):
        return False
    here = f"{address} {get_ip(request)}"
    # In this order: who is stopped at one place uses up nothing of what others may
    return ratelimit.consume(request, action="letter_from_here", key=here) and ratelimit.consume(
        request, action="letter", key=address
    )


def may_try_code(request: HttpRequest, address: str) -> bool:
    """Counted before the code is looked at: many tries at the same moment, from many places, are still that many."""
    return ratelimit.consume(request, action="code", key=address)
