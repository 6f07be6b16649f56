"""What every view of a room asks of its request."""

import uuid

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from salon.models import Room


def room_of(request: HttpRequest, slug: str) -> Room:
    """The room, found through the person; 404 for one that may not be read as for one that is not there."""
    return get_object_or_404(Room.objects.visible_to(request.user), slug=slug)


def wants_json(request: HttpRequest) -> bool:
    return request.accepts("application/json") and not request.accepts("text/html")


def form_uuid(raw: str | None) -> uuid.UUID | None:
    """What somebody sent as the name of a message; None when it is none."""
    try:
        return uuid.UUID(raw or "")
    except ValueError:
        return None
