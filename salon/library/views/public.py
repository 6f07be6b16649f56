"""The part of the library that everybody reads: the same for all, so nothing here looks at who asks."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from salon.library import sharing
from salon.models import Resource
from salon.rooms.views.files import sent


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Documents by kind; of each kind the newest first."""
    found = Resource.objects.public().select_related("category", "theme", "organisation")
    kinds: dict = {}
    for one in found.order_by("category__order", "category__name", "-created_at", "-pk"):
        kinds.setdefault(one.category, []).append(one)
    response = render(request, "salon/library/public.html", {"kinds": kinds.items()})
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


@require_safe
def file(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Resource.objects.public(), public_id=name)
    response = sent(sharing.path(found), found.content_type, found.name, as_attachment=True)
    # It may be taken back at any moment
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response
