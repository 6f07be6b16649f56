"""Headers of public pages: the same bytes for everybody, asked for again each time, sent again only when changed.

This is also where a page says that it may be kept ready (config/ready.py): nothing else is.
"""

from collections.abc import Callable, Iterable
from functools import wraps

from django.http import QueryDict
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag


def public(view: Callable | None = None, *, reads: Iterable[str] = ()) -> Callable:
    """For views (page, request, …) that look at nothing but the address. A locked page is no public one.

    `reads` are the parameters of the address that the view reads: it sees no others.
    """
    if view is None:
        return lambda view: public(view, reads=reads)
    names = frozenset(reads)

    @wraps(view)
    def answer(page, request, *args, **kwargs):
        if getattr(request, "is_preview", False) or page.get_view_restrictions():
            response = view(page, request, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response
        return said_to_everybody(view, names, request, page, request, *args, **kwargs)

    return answer


def for_everybody(view: Callable | None = None, *, reads: Iterable[str] = ()) -> Callable:
    """The same for views (request, …) of what is no page, and stands under no lock."""
    if view is None:
        return lambda view: for_everybody(view, reads=reads)
    names = frozenset(reads)

    @wraps(view)
    def answer(request, *args, **kwargs):
        return said_to_everybody(view, names, request, request, *args, **kwargs)

    return answer


def just_now_for_everybody(view: Callable) -> Callable:
    """As `for_everybody`, for what another moment of the clock changes: it is made anew each time it is asked for."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = said_to_everybody(view, frozenset(), request, request, *args, **kwargs)
        response.is_for_everybody = False
        return response

    return answer


def said_to_everybody(view: Callable, names: frozenset[str], request, *args, **kwargs):
    request.GET = _only(request.GET, names)
    response = view(*args, **kwargs)
    if hasattr(response, "render"):
        response.render()
    if response.status_code != 200:
        return response
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    set_response_etag(response)
    response = get_conditional_response(request, etag=response["ETag"], response=response)
    response.is_for_everybody, response.reads = True, names
    return response


def _only(asked: QueryDict, names: frozenset[str]) -> QueryDict:
    """What does not belong to the page would make another page of every link that somebody shares."""
    read = QueryDict(mutable=True)
    for name, values in asked.lists():
        if name in names:
            read.setlist(name, values)
    read._mutable = False
    return read
