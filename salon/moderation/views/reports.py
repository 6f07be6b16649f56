"""Telling the secretariat of a message, and what it does with what it was told."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import guarding
from members.doors import signed_in
from salon.models import Message, Report
from salon.moderation import reporting
from salon.moderation.doors import for_facilitators, sent
from salon.moderation.forms.people import OutcomeForm, ReportForm
from salon.rooms.numbering import NotInRoom
from salon.rooms.views.asking import message_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str, name) -> HttpResponse:
    """A reader tells; nobody but the secretariat hears who."""
    found = message_of(request, slug, name)
    mine = Report.objects.filter(message=found, reporter=request.user).first()
    form = ReportForm(sent(request), initial={"reason": mine.reason, "words": mine.words} if mine else None)
    if request.method == "POST" and form.is_valid():
        try:
            reporting.report(request.user, found, **form.cleaned_data)
        except NotInRoom as error:
            raise Http404 from error
        messages.success(request, _("事務局に知らせました。たしかめたら、「知らせたこと」のページでお伝えします。"))
        return redirect("moderation:my-reports")
    context = {"message": found, "room": found.room, "form": form, "mine": mine}
    return render(request, "salon/moderation/report.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What one told, and what came of it. The words of a message stand in its room alone."""
    found = Report.objects.filter(reporter=request.user).order_by("-at")[:50]
    readable = set(
        Message.objects.visible_to(request.user)
        .filter(reports__in=[one.pk for one in found])
        .values_list("pk", flat=True)
    )
    lines = [
        (one, one.message if one.message_id in readable else None) for one in found.select_related("message__room")
    ]
    return render(request, "salon/moderation/my_reports.html", {"lines": lines})


@for_facilitators
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Messages that somebody told of, the longest wait first."""
    return _queue(request)


@for_facilitators
@require_POST
def close(request: HttpRequest, name) -> HttpResponse:
    """What was done about a message."""
    found = get_object_or_404(
        Message.objects.visible_to(request.user).select_related("topic", "author"), public_id=name
    )
    form = OutcomeForm(sent(request))
    # What somebody tells the secretariat alone is let through: a report quotes what should not stand there
    if not (form.is_valid() and guarding.lets_through(request, form, "answer")):
        return _queue(request, found, form)
    if reporting.close(request.user, found, **form.cleaned_data):
        messages.success(request, _("記録しました。知らせた人にも伝わります。"))
    else:
        messages.info(request, _("この書きこみについての知らせは、もう片づいています。"))
    return redirect("moderation:reports")


def _queue(request: HttpRequest, about: Message | None = None, form: OutcomeForm | None = None) -> HttpResponse:
    lines = [
        (message, told, form if form and about == message else OutcomeForm(auto_id=f"id_{message.pk}_%s"))
        for message, told in reporting.waiting()
    ]
    done = Report.objects.exclude(outcome="").select_related("looked_by", "message__room").order_by("-looked_at")[:20]
    context = {"lines": lines, "done": done, "form": form}
    return render(request, "salon/moderation/reports.html", context, status=422 if form else 200)
