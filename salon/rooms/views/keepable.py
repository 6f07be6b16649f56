"""Pages that a person's device keeps, to show them without a network: they say whose they are and of which room."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

PERSON, ROOM, REFRESH = "Tsunagari-Person", "Tsunagari-Room", "Tsunagari-Refresh"


def keepable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Name person and room in the answer, for `static/js/device/pages.js`. Inside of `signed_in`."""

    @wraps(view)
    def named(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "GET" and response.status_code == 200:
            response[PERSON] = str(request.user.pk)
            if "slug" in kwargs:
                response[ROOM] = kwargs["slug"]
        return response

    return named


def is_refresh(request: HttpRequest) -> bool:
    """The device asks, to have the newest page when the network goes; nobody looks at it."""
    return REFRESH in request.headers
