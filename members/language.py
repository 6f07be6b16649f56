"""Which language an address is answered in, and where the same page stands in the other one.

A public page is Japanese at its address and English at the same address below /en/, for everybody. What is somebody's own
has one address, and follows the language that its reader chose.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, override
from django.utils.translation.trans_real import get_language_from_path

P = ParamSpec("P")
T = TypeVar("T")
JAPANESE = settings.LANGUAGE_CODE
# What stands below these is somebody's own
PERSONAL = (
    "/salon/",
    "/me/",
    "/signin/",
    "/signout/",
    "/invitations/",
    "/approvals/",
    "/mail/",
    "/gatherings/guests/",
)


def of_path(path: str) -> str:
    """The language that an address says. Only those of public pages say another one than Japanese."""
    return get_language_from_path(path) or JAPANESE


def is_personal(path: str) -> bool:
    return path.startswith(PERSONAL)


def is_english() -> bool:
    """What is being answered now is read in English."""
    return get_language() not in (JAPANESE, None)


def beside(address: str, language: str) -> str:
    """Where the page at an address of ours, whole or only its path, stands in `language`; itself where it is the same for all."""
    scheme, host, path, query, fragment = urlsplit(address)
    return urlunsplit((scheme, host, _beside(path, language), query, fragment))


def here(address: str) -> str:
    """The same page in the language that is being read."""
    return beside(address, get_language() or JAPANESE)


# Asks no database, and a page has the same thirty addresses as the one before it
@lru_cache(maxsize=2000)
def _beside(path: str, language: str) -> str:
    with override(of_path(path)):
        found = translate_url(path, language)
    return found if of_path(found) == language else path


def in_japanese(write: Callable[P, T]) -> Callable[P, T]:
    """For functions that write what others read: mails, what is stored, what goes to a whole room. Its readers are members,
    whatever language somebody chose who caused it.
    """

    @wraps(write)
    def written(*args: P.args, **kwargs: P.kwargs) -> T:
        # Not as a decorator of its own: one instance, used by several threads, would mix up what each goes back to
        with override(JAPANESE):
            return write(*args, **kwargs)

    return written
