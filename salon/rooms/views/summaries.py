"""The summary of a topic with its earlier versions, and the form for who may write it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members import guarding
from members.doors import signed_in
from salon.rooms import summaries
from salon.rooms.changing import NotYours
from salon.rooms.forms import SummaryForm
from salon.rooms.numbering import NotInRoom, RoomClosed
from salon.rooms.views.asking import room_is_closed, topic_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def summary(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Readers see it; POST writes another one."""
    topic = topic_of(request, slug, pk)
    may_write = summaries.may_write(request.user, topic)
    newest = summaries.of(topic)
    form = SummaryForm(request.POST or None, initial={"body": newest.text if newest else ""})
    if request.method == "POST":
        if not may_write:
            raise Http404
        # An empty form is a wish, too: the summary goes
        form = SummaryForm(request.POST)
        if form.is_valid() and guarding.lets_through(request, form, "body", before=newest.text if newest else ""):
            try:
                summaries.write(request.user, topic, form.cleaned_data["body"])
            except (NotYours, NotInRoom) as error:
                raise Http404 from error
            except RoomClosed:
                form.add_error(None, room_is_closed())
            else:
                messages.success(request, _("まとめを変えました。"))
                return redirect("salon:topic", topic.room.slug, topic.pk)
    context = {
        "topic": topic,
        "room": topic.room,
        "form": form,
        "may_write": may_write and (form.errors or not topic.room.closed_at),
        "versions": topic.summaries.select_related("organisation"),
    }
    return render(request, "salon/summary_page.html", context, status=422 if form.errors else 200)
