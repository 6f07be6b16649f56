"""Who comes in where the secretariat looks after the rooms."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from members.doors import signed_in

View = Callable[..., HttpResponse]


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also one of which nothing was filled in."""
    return request.POST if request.method == "POST" else None


def for_facilitators(view: View) -> View:
    """Pages that belong to no room."""
    return for_roles("is_facilitator")(view)


def in_a_room(view: View) -> View:
    """For facilitators; for everybody else there is nothing at this address of a room."""

    @wraps(view)
    @signed_in
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not getattr(request.user, "is_facilitator", False):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def for_roles(*roles: str) -> Callable[[View], View]:
    """For who has one of these roles, by the name of its field."""

    def guard(view: View) -> View:
        @wraps(view)
        @signed_in
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not any(getattr(request.user, role, False) for role in roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
