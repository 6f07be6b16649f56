"""The part of the library that everybody reads: the same for all, so nothing here looks at who asks."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.views.answering import for_everybody
from members.models import Theme
from members.text import is_readable
from salon.library import sharing
from salon.models import Resource
from salon.rooms.views.files import sent


@require_safe
@for_everybody(reads=["theme"])
def index(request: HttpRequest) -> HttpResponse:
    """Documents by kind, of each kind the newest first; or those of one theme only."""
    everything = Resource.objects.public()
    slug = request.GET.get("theme", "")
    theme = Theme.objects.filter(slug=slug).first() if slug and is_readable(slug) else None
    found = everything.filter(theme=theme) if theme else everything
    kinds: dict = {}
    for one in found.select_related("category", "theme", "organisation").order_by(
        "category__order", "category__name", "-created_at", "-pk"
    ):
        kinds.setdefault(one.category, []).append(one)
    context = {
        "kinds": kinds.items(),
        "theme": theme,
        "themes": Theme.objects.filter(pk__in=everything.values("theme")),
    }
    return render(request, "salon/library/public.html", context)


@require_safe
def file(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Resource.objects.public(), public_id=name)
    response = sent(sharing.path(found), found.content_type, found.name, as_attachment=True)
    # It may be taken back at any moment
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response
