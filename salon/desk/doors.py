"""Doors of the desk's pages: who may come in at all. What is found inside is found through the person."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from members.doors import signed_in
from salon.models import organisations_of

View = Callable[..., HttpResponse]


def for_members(view: View) -> View:
    """People of active organisations, and facilitators."""

    @wraps(view)
    @signed_in
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not getattr(request.user, "is_facilitator", False) and not organisations_of(request.user).exists():
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def for_facilitators(view: View) -> View:
    """The secretariat's desk."""

    @wraps(view)
    @signed_in
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not getattr(request.user, "is_facilitator", False):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
