"""/gatherings/: for everybody the same bytes, so they know nobody and hold no form."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.views.answering import just_now_for_everybody
from salon import marks
from salon.gatherings import calendars, public
from salon.gatherings.views.gatherings import MOST_AHEAD, MOST_PAST
from salon.models import Gathering

# What a calendar that looks once in a while still has to learn
FEED_LOOKS_BACK = timedelta(days=90)
MOST_IN_FEED = 300
DESCRIBED = 120


@require_safe
@just_now_for_everybody
def index(request: HttpRequest) -> HttpResponse:
    found = Gathering.objects.open_to_guests().counted()
    context = {
        "page": {
            "title": _("集い"),
            "description": _("どなたでも参加できる集いです。申し込みに、会員の登録はいりません。"),
        },
        "address": settings.SITE_URL + reverse("public_gatherings:home"),
        "ahead": found.ahead()[:MOST_AHEAD],
        "past": found.past()[:MOST_PAST],
    }
    return render(request, "salon/gatherings/public/index.html", context)


@require_safe
@just_now_for_everybody
def gathering(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    found = open_gathering(name)
    host = public.host_of(found)
    said = " ".join(f"{found.when} {found.where} {marks.read(found.text)}".split())
    context = {
        "page": {"title": found.title, "description": said[:DESCRIBED]},
        "address": public.address_of(found),
        "gathering": found,
        "host": host,
        "left": public.seats_left(found),
        "waiting": found.attendances.waiting().count(),
        "structured": public.event(found, host),
    }
    return render(request, "salon/gatherings/public/gathering.html", context)


@require_safe
@just_now_for_everybody
def calendar(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    return _calendar([open_gathering(name)], "gathering.ics")


@require_safe
@just_now_for_everybody
def feed(request: HttpRequest) -> HttpResponse:
    """To subscribe to. Cancelled ones stay in it as cancelled."""
    lately = Gathering.objects.open_to_guests().filter(ends__gt=timezone.now() - FEED_LOOKS_BACK)
    return _calendar(lately.order_by("starts", "pk")[:MOST_IN_FEED], "gatherings.ics")


def open_gathering(name: uuid.UUID) -> Gathering:
    """404 for one that is not open to guests as for one that is not there."""
    return get_object_or_404(Gathering.objects.open_to_guests().counted(), public_id=name)


def _calendar(gatherings, file: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{file}"'}
    content = calendars.for_everybody(gatherings)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
