"""What every page behind a mailed link keeps to, and how failures are counted."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers


def mailed_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The address is a key: no cache, search engine or other site's log gets to know it."""

    @wraps(view)
    def kept_quiet(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        # Never the path. `no-referrer` would also blank the Origin that the CSRF check of the form's POST wants to see
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return kept_quiet


def may_try(request: HttpRequest, action: str) -> bool:
    """Only failures count against the limit, so that an office of many people behind one address is not shut out."""
    return ratelimit.consume(request, action=action, dry_run=True)


def failed(request: HttpRequest, action: str) -> None:
    ratelimit.consume(request, action=action)
