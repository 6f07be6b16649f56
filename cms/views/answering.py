"""Headers of public pages: the same bytes for everybody, asked for again each time, sent again only when changed."""

from collections.abc import Callable
from functools import wraps

from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag


def public(view: Callable) -> Callable:
    """For views (page, request, …) that look at nothing but the address. A locked page is no public one."""

    @wraps(view)
    def answer(page, request, *args, **kwargs):
        response = view(page, request, *args, **kwargs)
        if getattr(request, "is_preview", False) or page.get_view_restrictions():
            patch_cache_control(response, private=True, no_store=True)
            return response
        return _same_for_all(request, response)

    return answer


def for_everybody(view: Callable) -> Callable:
    """As `public`, for views (request, …) of what is no Wagtail page."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        return _same_for_all(request, view(request, *args, **kwargs))

    return answer


def _same_for_all(request, response):
    if hasattr(response, "render"):
        response.render()
    if response.status_code != 200:
        return response
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)
