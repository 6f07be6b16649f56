"""Forms by which the secretariat moves messages and topics."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members import guarding
from salon.models import Topic
from salon.moderation import moving
from salon.moderation.doors import in_a_room, sent
from salon.moderation.forms.moving import MergeForm, MoveMessageForm, MoveTopicForm
from salon.rooms.numbering import NotInRoom
from salon.rooms.views.asking import message_of, topic_of


@in_a_room
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, slug: str, name) -> HttpResponse:
    """A message to another topic of its room."""
    found = message_of(request, slug, name)
    form = MoveMessageForm(sent(request), message=found)
    if request.method == "POST" and form.is_valid() and guarding.lets_through(request, form, "title"):
        data = form.cleaned_data
        found.topic_id = data["standing"] or found.topic_id
        to = _done(
            request,
            _("移しました。"),
            moving.move_message,
            found,
            to=data["to"],
            title=data["title"],
            with_answers=data["with_answers"],
        )
        found.refresh_from_db()
        return _to_topic(to) if to else redirect(found.place_url)
    context = {"message": found, "room": found.room, "topic": found.topic, "answers": moving.answers(found)}
    return _show(request, "salon/moderation/move_message.html", form, context)


@in_a_room
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A topic to another room."""
    found = topic_of(request, slug, pk)
    form = MoveTopicForm(sent(request), topic=found, person=request.user)
    if request.method == "POST" and form.is_valid():
        _done(request, _("移しました。"), moving.move_topic, found, form.cleaned_data["to"])
        return _to_topic(topic_of(request, slug, pk))
    return _show(request, "salon/moderation/move_topic.html", form, {"topic": found, "room": found.room})


@in_a_room
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A topic into another one of its room."""
    found = topic_of(request, slug, pk)
    form = MergeForm(sent(request), topic=found)
    if request.method == "POST" and form.is_valid():
        _done(request, _("ひとつにまとめました。"), moving.merge, found, form.cleaned_data["into"])
        return _to_topic(form.cleaned_data["into"])
    return _show(request, "salon/moderation/merge.html", form, {"topic": found, "room": found.room})


def _done(request: HttpRequest, words: str, step, *arguments, **options):
    try:
        result = step(request.user, *arguments, **options)
    except NotInRoom as error:
        raise Http404 from error
    except moving.StandsElsewhere:
        messages.info(request, _("もう移してありました。いまある場所をお見せします。"))
        return None
    messages.success(request, words)
    return result


def _to_topic(topic: Topic) -> HttpResponse:
    return redirect("salon:topic", topic.room.slug, topic.pk)


def _show(request: HttpRequest, template: str, form, context: dict) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
