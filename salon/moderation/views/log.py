"""What moderators did, to be read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from salon.models import Deed
from salon.moderation.doors import for_roles

ON_A_PAGE = 50


@for_roles("is_facilitator", "is_administrator")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Facilitators find from here what it was about; administrators read no room, and of introductions not even its name."""
    deeds = Deed.objects.visible_to(request.user).select_related("room", "to_room", "topic__room", "message__room")
    page = Paginator(deeds, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "salon/moderation/log.html", {"page": page})
