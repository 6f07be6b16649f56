"""What makes the salon something that can be put on a phone: its manifest, its service worker, and who is there."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from members.doors import signed_in
from salon.device import files
from salon.models import Room
from salon.push import keys

ICONS = (("192x192", "any", "icon-192"), ("512x512", "any", "icon-512"), ("512x512", "maskable", "icon-maskable-512"))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to know to put the salon on its first screen. The same for everybody."""
    icons = [
        {"src": static(f"img/{name}.png"), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for sizes, purpose, name in ICONS
    ]
    icons.append({"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"})
    content = {
        "id": "/salon/",
        "name": _("つながり"),
        "short_name": _("つながり"),
        "description": _("孤独・孤立に取り組む全国の団体が、学び合い、つながるための場所です。"),
        "lang": "ja",
        "start_url": reverse("salon:home"),
        # Signing in and one's profile stand beside the salon, and belong to it
        "scope": "/",
        "display": "standalone",
        "theme_color": files.colour("surface"),
        "background_color": files.colour("paper"),
        "icons": icons,
    }
    response = JsonResponse(
        content, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )
    patch_cache_control(response, public=True, max_age=60 * 60)
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Another state of our static files makes another text, and so another worker."""
    kept = {
        "files": files.addresses(),
        "offline": reverse("cms:offline"),
        "icon": static("img/icon-192.png"),
        "push": keys.public_key(),
    }
    lines = [f'import "{static(files.WORKER)}";', f"self.kept = {json.dumps(kept)};", ""]
    response = HttpResponse("\n".join(lines), content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    return response


@signed_in
@require_GET
def device(request: HttpRequest) -> JsonResponse:
    """Who is signed in here, which rooms this person may read, and a token for a form that waits to be sent."""
    rooms = Room.objects.visible_to(request.user).order_by().values_list("slug", flat=True)
    return JsonResponse({"person": request.user.pk, "rooms": list(rooms), "token": get_token(request)})
