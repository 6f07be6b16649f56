"""Whom one can call in a room, for the list that opens behind an @."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from members.doors import signed_in
from salon.rooms import mentions
from salon.rooms.views.asking import room_of


@signed_in
@require_GET
def names(request: HttpRequest, slug: str) -> JsonResponse:
    """The secretariat, then organisations, then people: what is typed behind the @, how it is read, what tells namesakes apart."""
    found = [
        {"words": one.words, "note": one.note, "reading": one.reading} for one in mentions.names(room_of(request, slug))
    ]
    return JsonResponse({"names": found}, json_dumps_params={"ensure_ascii": False})
