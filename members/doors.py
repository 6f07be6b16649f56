"""Doors of pages: who must have signed in, and that nobody in between keeps what was shown."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only after signing in; the answer is kept by no cache and no history."""

    @wraps(view)
    @never_cache
    @login_required
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return guarded
