"""お知らせ: what concerns a person, told anew from the rooms at each look."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from members.doors import signed_in
from salon.models import Notice

SHOWN = 60


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """The newest notices; POST puts away all that wait."""
    own = Notice.objects.visible_to(request.user)
    if request.method == "POST":
        own.filter(seen_at=None).update(seen_at=timezone.now())
        messages.success(request, _("すべて見たことにしました。"))
        return redirect("notices:home")
    shown = list(own.select_related("message__room", "message__topic", "message__organisation")[:SHOWN])
    waiting = set(own.waiting().filter(pk__in=[one.pk for one in shown]).values_list("pk", flat=True))
    for one in shown:
        one.is_waiting = one.pk in waiting  # type: ignore[attr-defined]
    return render(request, "salon/notices/home.html", {"notices": shown, "waiting": bool(waiting)})


@signed_in
@require_GET
def go(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it away and lead to where the message stands."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user).select_related("message__room"), pk=pk)
    Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=timezone.now())
    return redirect(notice.message.place_url)


@signed_in
@require_GET
def count(request: HttpRequest) -> JsonResponse:
    """How many wait, for the number in the navigation."""
    return JsonResponse({"count": Notice.objects.visible_to(request.user).waiting().count()})
