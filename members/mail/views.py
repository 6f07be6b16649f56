"""The page behind every letter's 配信停止. It knows nobody: no sign-in, no cookie, no token, the key is enough."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from members.mail import stopping
from members.models import Letter
from members.models.letters import Kind


def _letter(key: uuid.UUID) -> Letter:
    return get_object_or_404(Letter.objects.select_related("batch", "person"), stop_key=key)


def _page(request: HttpRequest, letter: Letter, done: str = "") -> HttpResponse:
    context = {
        "letter": letter,
        "kind": Kind(letter.batch.kind).label,
        "is_stopped": stopping.is_stopped(letter),
        "done": done,
    }
    response = render(request, "mail/stop.html", context)
    # The address is a key: it goes into no other site's log and no search engine
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Reading stores nothing, since mail scanners open every link. A POST stops, whatever its body: RFC 8058."""
    letter = _letter(key)
    if request.method != "POST":
        return _page(request, letter)
    stopping.stop(letter)
    return _page(request, letter, done="stopped")


@csrf_exempt
@never_cache
@require_POST
def resume(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    letter = _letter(key)
    stopping.resume(letter)
    return _page(request, letter, done="resumed")
