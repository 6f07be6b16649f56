"""Asking for a seat without an account, and the page behind the mailed link. Nothing here is kept by any cache."""

import uuid

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.signin.manners import mailed_link
from salon.gatherings import guests
from salon.gatherings.attending import Over
from salon.gatherings.guest_form import GuestForm
from salon.gatherings.views.public import open_gathering
from salon.models import Attendance, Guest

EDITS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(EDITS)
def register(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    """The answer is the same whether the address is new here or not: nobody learns who comes."""
    found = open_gathering(name)
    form = GuestForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_from_a_program():
            return redirect(f"{request.path}?sent=1")
        status = 422
        if form.is_valid():
            if not ratelimit.consume(request, action="guest"):
                form.add_error(None, _("短いあいだに何度も送られました。10分ほどおいて、もう一度送ってください。"))
                status = 429
            elif _asked(request, form, found):
                return redirect(f"{request.path}?sent=1")
    context = {
        "gathering": found,
        "form": form,
        "sent": request.method == "GET" and request.GET.get("sent") == "1",
        "kept_days": guests.KEPT_DAYS,
        "is_full": found.seats is not None and found.coming >= found.seats,
    }
    return render(request, "salon/gatherings/public/register.html", context, status=status)


@mailed_link
@require_http_methods(EDITS)
def guest(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Opening it changes nothing, since mail scanners open every link. `wish`: `come` or `leave`."""
    found = guests.behind(key)
    if found is None:
        left = request.method == "GET" and request.GET.get("left") == "1"
        return render(request, "salon/gatherings/public/guest_gone.html", {"left": left}, status=200 if left else 410)
    wish, unclear, over = request.POST.get("wish"), False, False
    try:
        if wish == "leave":
            guests.leave(key)
            return redirect(f"{request.path}?left=1")
        if wish == "come":
            guests.confirm(key)
            return redirect(request.path)
        unclear = request.method == "POST"
    except Over:
        over = True
    except Guest.DoesNotExist:  # pressed twice, or closed to guests in this moment
        return redirect(request.path)
    return _own_page(request, found, unclear, over)


def _own_page(request: HttpRequest, found: Guest, unclear: bool, over: bool) -> HttpResponse:
    mine = Attendance.objects.filter(guest=found).first()
    waiting = list(found.gathering.attendances.waiting().values_list("guest", flat=True))
    context = {
        "guest": found,
        "gathering": found.gathering,
        "mine": mine,
        "place_in_line": waiting.index(found.pk) + 1 if mine and mine.is_waiting else None,
        "unclear": unclear,
        "over": over,
    }
    return render(request, "salon/gatherings/public/guest.html", context, status=422 if unclear or over else 200)


def _asked(request: HttpRequest, form: GuestForm, found) -> bool:
    name, address = form.cleaned_data["name"], form.cleaned_data["address"]
    # Said to nobody: it would tell who was written to
    if not ratelimit.consume(request, action="guest_letter", key=address):
        return True
    try:
        guests.ask(found, name, address)
    except Over:
        form.add_error(None, _("この集いは、終わったか、中止になりました。"))
        return False
    return True
