"""What a topic is called and where it stands: forms on a page of their own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members import guarding
from members.doors import signed_in
from salon.models import Topic
from salon.rooms import topics
from salon.rooms.changing import NotYours
from salon.rooms.forms import TopicNameForm
from salon.rooms.numbering import NotInRoom, RoomClosed
from salon.rooms.views.asking import room_is_closed, topic_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another title or kind, for who opened the topic and for the secretariat."""
    topic = topic_of(request, slug, pk)
    if not topics.may_name(request.user, topic):
        raise Http404
    form = TopicNameForm(request.POST or None, initial={"title": topic.title, "kind": topic.kind})
    if (
        request.method == "POST"
        and form.is_valid()
        and guarding.lets_through(request, form, "title", before=topic.title)
    ):
        try:
            return _done(request, topic, topics.name, form.cleaned_data["title"], form.cleaned_data["kind"])
        except RoomClosed:
            form.add_error(None, room_is_closed())
    status = 422 if form.is_bound else 200
    return render(request, "salon/topic_edit.html", {"topic": topic, "room": topic.room, "form": form}, status=status)


@signed_in
@require_POST
def set_state(request: HttpRequest, slug: str, pk: int, state: str) -> HttpResponse:
    """Answered, pinned, closed: `on` is 1 or 0."""
    topic = topic_of(request, slug, pk)
    if state not in topics.STATES:
        raise Http404
    return _done(request, topic, topics.set_state, state, request.POST.get("on") == "1")


def _done(request: HttpRequest, topic: Topic, step, *arguments) -> HttpResponse:
    try:
        step(request.user, topic, *arguments)
    except (NotYours, NotInRoom) as error:
        raise Http404 from error
    messages.success(request, _("変えました。"))
    return redirect("salon:topic", topic.room.slug, topic.pk)
