"""Doors of pages: who must have signed in, and that nobody in between keeps what was shown."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from members.models import Person

# For the header Clear-Site-Data: kept pages, unsent posts, drafts, the service worker and what it is pushed
ERASE = '"storage"'


_asked_first: list[Callable[[HttpRequest], HttpResponse | None]] = []


def ask_first(step: Callable[[HttpRequest], HttpResponse | None]) -> None:
    """Called before a page for a person who has something to read: its answer stands instead of the page."""
    _asked_first.append(step)


def _first(request: HttpRequest) -> HttpResponse | None:
    # Asked of the person who is known anyway: a page costs no query more
    if not getattr(request.user, "has_to_read", False):
        return None
    return next((answer for step in _asked_first if (answer := step(request))), None)


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only after signing in; the answer is kept by no cache and no history."""
    asked = login_required(view)

    @wraps(view)
    def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = _first(request) or asked(request, *args, **kwargs)
        if not request.user.is_authenticated and _was_shut_out(request):
            response["Clear-Site-Data"] = ERASE
        return response

    return never_cache(opened)


def _was_shut_out(request: HttpRequest) -> bool:
    """The session is that of somebody who may not come in any more: what the device keeps is erased."""
    person = request.session.get(SESSION_KEY)
    return person is not None and not Person.objects.filter(pk=person, is_active=True).exists()
