"""This browser is told, or not any more. The page with the switch is that of the notices."""

from django.contrib import messages
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.doors import signed_in
from salon.models import PushSubscription
from salon.push import subscribing


@signed_in
@require_POST
def subscribe(request: HttpRequest) -> HttpResponse:
    """What the browser gave, from `static/js/controllers/push_controller.js`, or by itself from the service worker."""
    session = get_object_or_404(Session, pk=request.session.session_key)
    given = [request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")]
    step = subscribing.renew if request.POST.get("renewed") else subscribing.subscribe
    try:
        step(request.user, session, *given, agent=request.headers.get("User-Agent", ""))
    except subscribing.NotOne:
        words = _("このブラウザーからは、お知らせの届け先を受けとれませんでした。")
        return JsonResponse({"errors": {"__all__": [words]}}, status=422, json_dumps_params={"ensure_ascii": False})
    return HttpResponse(status=204)


@signed_in
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """One browser is told no more, from whichever it is asked."""
    get_object_or_404(PushSubscription.objects.visible_to(request.user), pk=pk).delete()
    messages.success(request, _("その端末へのお知らせを止めました。"))
    return redirect("notices:wishes")
