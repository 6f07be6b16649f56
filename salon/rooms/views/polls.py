"""Asking with a poll, voting, and what came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members import guarding
from members.doors import signed_in
from salon.models import Message, Poll, Room, Topic
from salon.rooms import polls, posting
from salon.rooms.numbering import NotInRoom
from salon.rooms.views.asking import addressed, may_follow, room_of, topic_of, wants_json
from salon.rooms.views.poll_forms import PollForm, VoteForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """A poll in topic `pk`, or with a new topic."""
    topic = topic_of(request, slug, pk) if pk else None
    room = topic.room if topic else room_of(request, slug)
    form = PollForm(request.POST or None, topic=topic)
    goes_on = request.method == "POST" and form.is_valid()
    goes_on = goes_on and guarding.lets_through(request, form, "title", "body", "question", "options")
    if goes_on and (message := _asked(request, form, room, topic and addressed(topic, pk))):
        messages.success(request, _("送りました。"))
        return redirect(message.place_url) if may_follow(request, message, room) else redirect("salon:room", room.slug)
    context = {"room": room, "topic": topic, "form": form}
    return render(request, "salon/poll_new.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, form: PollForm, room: Room, topic: Topic | None) -> Message | None:
    data = form.cleaned_data
    said = {"title": data.get("title", ""), "text": data["body"], "key": data["key"], "facts": form.facts()}
    try:
        return polls.ask(person=request.user, room=room, topic=topic, **said)
    except posting.KeyConflict:
        form.with_new_key().add_error(
            None,
            _("このアンケートは、別の内容でもう送られています。新しく送るときは、もう一度「送る」を押してください。"),
        )
    except (posting.TopicClosed, posting.RoomClosed):
        form.add_error(None, _("この話題かルームは終了しました。書いた文は残っていますので、写しておいてください。"))
    except posting.NotInRoom:
        form.add_error(
            None, _("このルームには、いまは書きこめません。書いた文は残っていますので、写しておいてください。")
        )
    return None


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def poll(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What one has chosen, and the results as far as one may see them; POST votes. `?part=1`: without the page."""
    room = room_of(request, slug)
    found = get_object_or_404(
        Poll.objects.visible_to(request.user).select_related("message__room", "message__topic"),
        pk=pk,
        message__room=room,
    )
    speakers = polls.speakers(request.user, found) if found.by_organisation else []
    own = polls.ballots_of(request.user, found)
    form = VoteForm(request.POST if request.method == "POST" else None, poll=found, speakers=speakers, own=own)
    if request.method == "POST" and form.is_valid() and (answer := _voted(request, found, form)) is not None:
        return answer
    if form.errors and wants_json(request):
        return JsonResponse({"errors": form.errors}, status=422, json_dumps_params={"ensure_ascii": False})
    if not found.is_open:
        polls.add_up(found)  # also in the seconds until the clock has told the room
    takes_votes = polls.takes_votes(found)
    sees = polls.may_see_results(found, own)
    waits = sees and found.is_open and found.in_steps and not found.voters
    context = {
        "room": room,
        "poll": found,
        "form": form,
        "own": [(one.organisation, "、".join(found.options[number] for number in one.choices)) for one in own],
        "takes_votes": takes_votes,
        "may_vote": takes_votes and (speakers or not found.by_organisation),
        "results": _results(found) if sees and not waits else None,
        "waits": waits,
    }
    template = "salon/poll_own.html" if request.GET.get("part") == "1" else "salon/poll_page.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _results(found: Poll) -> list[dict]:
    return [shown | {"names": who} for shown, who in zip(found.shown(), polls.names(found), strict=True)]


def _voted(request: HttpRequest, found: Poll, form: VoteForm) -> HttpResponse | None:
    data = form.cleaned_data
    try:
        polls.vote(request.user, found, data["choices"], data.get("organisation"))
    except polls.Ended:
        form.add_error(None, _("このアンケートには、もう答えられません。終わったか、話題が終了しました。"))
    except (polls.NoVoice, NotInRoom):
        form.add_error(None, _("いまは、このアンケートに答えられません。"))
    else:
        if wants_json(request):
            return HttpResponse(status=204)
        messages.success(request, _("答えを受け取りました。"))
        return redirect("salon:poll", found.message.room.slug, found.pk)
    return None
