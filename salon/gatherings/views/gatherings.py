"""Gatherings as those see them who may come."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.doors import signed_in
from salon.gatherings import attending, calendars, guests, opening, reminding
from salon.models import Attendance, Gathering, Topic

MOST_AHEAD, MOST_PAST = 100, 30


@signed_in
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    found = Gathering.objects.visible_to(request.user).answered_by(request.user)
    context = {
        "ahead": found.ahead()[:MOST_AHEAD],
        "past": found.past()[:MOST_PAST],
        "may_open": request.user.is_facilitator or opening.rooms_for(request.user).exists(),
    }
    return render(request, "salon/gatherings/gatherings.html", context)


@signed_in
@require_safe
def gathering(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    found = gathering_of(request, name)
    mine = attending.of(request.user, found)
    may_change = opening.may_change(request.user, found)
    answered = found.attendances.select_related("person", "organisation")
    coming, waiting = list(answered.coming()), list(answered.waiting())
    context = {
        "gathering": found,
        "mine": mine,
        "may_change": may_change,
        "sees_address": _sees_address(mine, may_change),
        "coming": coming,
        "guests_coming": sum(one.person is None for one in coming),
        "guests": guests.shown_to(request.user, found),
        "waiting": waiting,
        "place_in_line": next((n for n, one in enumerate(waiting, 1) if one == mine), None),
        "is_full": found.seats is not None and len(coming) >= found.seats,
        "organisations": attending.speaks_for(request.user),
        "reminder_ahead": not reminding.is_due(found),
        "topic": Topic.objects.visible_to(request.user).select_related("room").filter(pk=found.topic_id).first(),
    }
    return render(request, "salon/gatherings/gathering.html", context)


@signed_in
@require_POST
def answer(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    """One press: `comes` is 1 or 0. Pressing again, or with the back button, changes nothing."""
    found = gathering_of(request, name)
    wish = request.POST.get("comes")
    try:
        if wish == "1":
            code = request.POST.get("organisation")
            organisation = next((one for one in attending.speaks_for(request.user) if one.code == code), None)
            mine = attending.join(request.user, found, organisation)
            messages.success(request, _joined(mine))
        elif wish == "0":
            attending.step_back(request.user, found)
            messages.success(request, _("参加を取りやめました。またいつでも申し込めます。"))
        else:
            messages.error(request, _("どうするかが分かりませんでした。ボタンをもう一度押してください。"))
    except attending.Over:
        messages.error(request, _("この集いは、終わったか、中止になりました。"))
    except Gathering.DoesNotExist:  # may not be seen any more since a moment ago
        raise Http404 from None
    return redirect(found)


@signed_in
@require_safe
def calendar(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    """For one's own calendar. Who does not come does not learn from it where to enter online."""
    found = gathering_of(request, name)
    mine = attending.of(request.user, found)
    content = calendars.file_of(found, _sees_address(mine, opening.may_change(request.user, found)))
    headers = {"Content-Disposition": 'attachment; filename="gathering.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def gathering_of(request: HttpRequest, name: uuid.UUID) -> Gathering:
    """Found through the person; 404 for one that may not be seen as for one that is not there."""
    found = Gathering.objects.visible_to(request.user).select_related("room", "organisation")
    return get_object_or_404(found, public_id=name)


def _sees_address(mine: Attendance | None, may_change: bool) -> bool:
    return may_change or (mine is not None and mine.is_coming)


def _joined(mine: Attendance) -> str:
    if mine.is_waiting:
        return _("いまはいっぱいです。空きを待つ列に入りました。空きが出たら、メールでお知らせします。")
    return _("参加を受けつけました。お待ちしています。")
