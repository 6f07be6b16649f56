"""Doors of pages: who must have signed in, and that nobody in between keeps what was shown."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.cache import never_cache


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only after signing in; the answer is kept by no cache and no history."""
    return never_cache(login_required(view))
