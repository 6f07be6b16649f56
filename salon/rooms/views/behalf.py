"""A form for facilitators: what somebody said on the telephone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members import guarding
from members.doors import signed_in
from salon.models import Room, Topic
from salon.rooms import behalf, posting
from salon.rooms.forms import BehalfForm
from salon.rooms.views.asking import addressed, room_of, topic_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """A new topic of the room, or a message in topic `pk`."""
    if not request.user.is_facilitator:
        raise Http404
    topic = topic_of(request, slug, pk) if pk else None
    room = topic.room if topic else room_of(request, slug)
    choices = behalf.choices(room)
    form = BehalfForm(request.POST or None, choices=choices, topic=topic)
    goes_on = request.method == "POST" and form.is_valid() and guarding.lets_through(request, form, "title", "body")
    if goes_on and (said := _said(request, form, room, topic and addressed(topic, pk), choices)):
        messages.success(request, _("送りました。"))
        return redirect(said.place_url)
    context = {"room": room, "topic": topic, "form": form}
    return render(request, "salon/behalf.html", context, status=422 if form.errors else 200)


def _said(request: HttpRequest, form: BehalfForm, room: Room, topic: Topic | None, choices):
    """The message, or None with the reason in the form."""
    data = form.cleaned_data
    voices = {one.code: one.voice for _name, some in choices for one in some}
    said = {"person": request.user, "text": data["body"], "key": data["key"], "voice": voices[data["whose"]]}
    try:
        if topic:
            return posting.post(topic=topic, **said).message
        return posting.open_topic(room=room, title=data["title"], kind=data["kind"], **said).message
    except posting.KeyConflict:
        form.with_new_key().add_error(
            None,
            _("この書きこみは、別の内容でもう送られています。新しく送るときは、もう一度「送る」を押してください。"),
        )
    except (posting.TopicClosed, posting.RoomClosed):
        form.add_error(None, _("この話題かルームは終了しました。書いた文は残っていますので、写しておいてください。"))
    except posting.NotInRoom as error:
        raise Http404 from error
    return None
