"""What waits to be read: its numbers for a list that is open, and the way to the first of it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from members.doors import signed_in
from salon.rooms import reading
from salon.rooms.views.asking import room_of


@signed_in
@require_GET
def numbers(request: HttpRequest) -> JsonResponse:
    """For each room what the list of a fresh page says of it."""
    rooms = {
        room.pk: {
            "unread": room.unread,
            "head": room.last_seq,
            "but": room.heard.but,
            "only": room.heard.only,
        }
        for room in reading.rooms_with_unread(request.user)
    }
    return JsonResponse({"rooms": rooms})


@signed_in
@require_GET
def first(request: HttpRequest, slug: str) -> HttpResponse:
    """To the oldest message of the room that waits; to the room when none does any more."""
    here = room_of(request, slug)
    topic = reading.first_waiting(request.user, here)
    if topic is None:
        return redirect("salon:room", here.slug)
    return redirect(reverse("salon:topic", args=[here.slug, topic.pk]) + "?at=unread#unread")
