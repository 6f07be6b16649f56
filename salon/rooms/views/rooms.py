"""Pages of the salon. Everything works with forms and links alone; scripts only save the reload."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members import guarding
from members.doors import signed_in
from salon.models import Attachment, Gathering, Message, Room, RoomEvent, Seat, Topic
from salon.rooms import attendance, hearing, hubs, keeping, listing, mentions, posting, reading, summaries, topics
from salon.rooms.events import PAGE, events_after, head
from salon.rooms.forms import MessageForm, TopicForm
from salon.rooms.rendering import with_all
from salon.rooms.views import files
from salon.rooms.views.asking import (
    addressed,
    form_uuid,
    may_follow,
    must_not_tell_who_asked,
    room_is_closed,
    room_of,
    topic_and_speakers,
    wants_json,
)
from salon.rooms.views.keepable import is_refresh, keepable

MESSAGES_A_PAGE = 50
TOPICS_A_PAGE = 40
GATHERINGS = 3


def _number(request: HttpRequest, name: str, default: int = 0) -> int:
    """A number of an event from the query or a form; what is none counts as the default."""
    raw = request.GET.get(name) or request.POST.get(name) or ""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 19 else default


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@keepable
def room(request: HttpRequest, slug: str) -> HttpResponse:
    """Topics of a room; POST opens one."""
    here = room_of(request, slug)
    speakers = posting.speaks_for(request.user, here)
    form = TopicForm(request.POST or None, organisations=speakers, attached=files.attached(request, here))
    if form.is_bound and (answer := _answered_post(request, form, "salon/room.html", here)):
        return answer
    return _show(request, form, "salon/room.html", here, None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@keepable
def topic(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Messages of a topic; POST adds one."""
    subject, speakers = topic_and_speakers(request, slug, pk)
    here = subject.room
    if request.method != "POST" and (elsewhere := _leads_to(request, subject, slug, pk)):
        return redirect(elsewhere)
    form = MessageForm(request.POST or None, organisations=speakers, attached=files.attached(request, here, subject))
    if form.is_bound and (answer := _answered_post(request, form, "salon/topic.html", here, subject, pk)):
        return answer
    return _show(request, form, "salon/topic.html", here, subject)


@signed_in
@require_GET
def events(request: HttpRequest, slug: str) -> JsonResponse:
    """Everything after a number, for a client that was away. `more` says to ask again."""
    here = room_of(request, slug)
    items = events_after(here.pk, _number(request, "after"))
    return JsonResponse(
        {"room": here.pk, "items": items, "more": len(items) == PAGE}, json_dumps_params={"ensure_ascii": False}
    )


@signed_in
@require_POST
def read(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The page says up to which number it was shown."""
    subject = get_object_or_404(Topic.objects.visible_to(request.user), pk=pk, room__slug=slug)
    reading.mark_read(request.user, subject, _number(request, "seq"))
    return HttpResponse(status=204)


@signed_in
@require_GET
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in this room: organisations with their people, and the secretariat."""
    here = room_of(request, slug)
    organisations, secretariat = attendance.of(here)
    context = {
        "room": here,
        "organisations": organisations,
        "secretariat": secretariat,
        "listed": attendance.alone_in(here),
        "hubs": set(hubs.of(here).values_list("pk", flat=True)),
    }
    return render(request, "salon/people.html", context | _side(request))


def _is_let_through(request: HttpRequest, form: MessageForm) -> bool:
    came = form.attached
    names = [one.name for one in came.files]
    return guarding.lets_through(request, form, "title", "body", also=came.alts.values(), files=names)


def _side(request: HttpRequest) -> dict:
    return listing.of(request.user)


def _show(request, form, template, here: Room, subject: Topic | None, status: int = 200) -> HttpResponse:
    if status == 200 and form.is_bound and not form.is_valid():
        status = 422
    if status >= 400 and wants_json(request):
        return JsonResponse({"errors": form.errors}, status=status, json_dumps_params={"ensure_ascii": False})
    # The number before the messages: what comes in between is sent again, never left out
    context = {"room": here, "topic": subject, "form": form, "head": head(here.pk)}
    context["called"] = mentions.keys_of(request.user)
    if subject:
        context |= _thread(request, subject)
    else:
        context |= _topics(request, here)
        # Of this room, which the person reads
        context["gatherings"] = Gathering.objects.answered_by(request.user).ahead().filter(room=here)[:GATHERINGS]
        context["may_gather"] = hubs.leads(request.user, here)
        context["present"] = here.organisations().count()
        context["level"], context["levels"] = hearing.level(request.user, here), Seat.Level.choices
    return render(request, template, context | _side(request), status=status)


def _topics(request: HttpRequest, here: Room) -> dict:
    """The page of topics that is shown: pinned ones and the newest, or those before a number."""
    before = _number(request, "before")
    found = list(reading.topics_with_unread(request.user, here, TOPICS_A_PAGE + 1, before))
    others = [one for one in found if not one.pinned_at]
    if len(others) <= TOPICS_A_PAGE:
        return {"topics": found, "older": None, "is_past": bool(before)}
    return {"topics": found[:-1], "older": others[-2].last_seq, "is_past": bool(before)}


def _thread(request: HttpRequest, subject: Topic) -> dict:
    """The page of messages that is shown: the newest, those before a number, or those around the first unread."""
    found = with_all(subject.messages.order_by("-seq"))
    unread = reading.first_unread(request.user, subject)
    to_unread = request.GET.get("at") == "unread"
    before = _number(request, "before") or _page_around(subject, (unread or 0) if to_unread else _number(request, "at"))
    shown = list((found.filter(seq__lt=before) if before else found)[: MESSAGES_A_PAGE + 1])
    older = len(shown) > MESSAGES_A_PAGE
    shown = shown[:MESSAGES_A_PAGE][::-1]
    # What stands before the first unread was read, so this page goes on from there; but what it leaves out is not read by it
    skipped = bool(shown and unread and unread < shown[0].seq)
    if shown and (to_unread or not before) and not skipped and not is_refresh(request):
        reading.mark_read(request.user, subject, shown[-1].seq)
    is_open = not subject.room.closed_at
    return {
        "thread": shown,
        "older": shown[0].seq if older else None,
        "is_past": bool(before),
        "first_unread": unread,
        "skipped": skipped,
        "answered": _answered(request, subject),
        "follows": hearing.follows(request.user, subject),
        "may_name": (is_open or request.user.is_facilitator) and topics.may_name(request.user, subject),
        "summary": summaries.of(subject),
        "may_summarise": is_open and summaries.may_write(request.user, subject),
        "may_answer": topics.may_set(request.user, subject, "answered"),
    }


def _leads_to(request: HttpRequest, subject: Topic, slug: str, pk: int) -> str | None:
    """Where an address leads that was right before something was moved; None when it still is."""
    at = _number(request, "at")
    named = RoomEvent.objects.filter(room__slug=slug, seq=at).values("message")
    message = (
        Message.objects.visible_to(request.user).select_related("room").filter(pk__in=named).first() if at else None
    )
    if message and message.room.slug != slug:
        must_not_tell_who_asked(request, slug, message.topic_id)
    if message and message.topic_id != subject.pk:
        return message.place_url
    if (subject.room.slug, subject.pk) == (slug, pk):
        return None
    return message.place_url if message else reverse("salon:topic", args=[subject.room.slug, subject.pk])


def _page_around(subject: Topic, at: int) -> int:
    """The number before which a page ends that holds message `at` with some after it; 0 when the newest page does."""
    later = list(subject.messages.filter(seq__gt=at).order_by("seq").values_list("seq", flat=True)[:MESSAGES_A_PAGE])
    return later[MESSAGES_A_PAGE // 2] if at and len(later) == MESSAGES_A_PAGE else 0


def _answered(request: HttpRequest, subject: Topic) -> Message | None:
    """The message that the form answers, when there is one that can be answered."""
    found = form_uuid(request.POST.get("reply_to") or request.GET.get("reply"))
    if found is None:
        return None
    return subject.messages.filter(withdrawn_at=None, hidden_at=None, public_id=found).first()


def _answered_post(request, form, template, here: Room, subject: Topic | None = None, asked: int | None = None):
    """None where the form says why nothing was posted, now or before."""
    is_valid, data = form.is_valid(), {**form.cleaned_data}
    if is_valid and _is_let_through(request, form):
        return _posted(request, form, template, here, subject, asked)
    # It was taken, and only the answer was lost: what the form or the guard ask by now makes no other post of it
    said = {"text": data.get("body", ""), "title": data.get("title", ""), "kind": data.get("kind", "")}
    first = posting.came_before(
        person=request.user, place=asked or here, key=data.get("key", ""), marks=form.attached.marks, **said
    )
    return _after_posting(request, first, here, False, form) if first else None


def _posted(request, form, template, here: Room, subject: Topic | None, asked: int | None = None) -> HttpResponse:
    """`asked` is the topic in the address: the same post comes again with it, also when it went into another one."""
    data = form.cleaned_data
    said = {
        "person": request.user,
        "text": data["body"],
        "key": data["key"],
        "organisation": data.get("organisation") or next(iter(form.organisations), None),
        "attached": form.attached,
    }
    try:
        if subject:
            posted = posting.post(topic=addressed(subject, asked), reply_to=_answered(request, subject), **said)
        else:
            posted = posting.open_topic(room=here, title=data["title"], kind=data["kind"], **said)
    except posting.KeyConflict:
        form.with_new_key().add_error(
            None,
            _(
                "この書きこみは、別の内容でもう送られています。新しい書きこみとして送るときは、もう一度「送る」を押してください。"
            ),
        )
        return _show(request, form, template, here, subject, status=409)
    except posting.TopicClosed:
        subject.refresh_from_db(fields=["closed_at"])
        form.add_error(
            None, _("この話題は終了しました。書いた文は残っていますので、写して、新しい話題に書いてください。")
        )
        return _show(request, form, template, here, subject, status=409)
    except posting.RoomClosed:
        here.refresh_from_db(fields=["closed_at"])
        form.add_error(None, room_is_closed())
        return _show(request, form, template, here, subject, status=409)
    except posting.FilesGone:
        form.add_error(
            None, _("つけたファイルの中に、もう残っていないものがあります。外すか、もう一度選んでください。")
        )
        return _show(request, form, template, here, subject, status=409)
    except posting.CannotAnswer:
        form.add_error(
            None,
            _(
                "返信しようとした書きこみは、取り下げられました。もう一度「送る」を押すと、ふつうの書きこみとして送ります。"
            ),
        )
        return _show(request, form, template, here, subject, status=409)
    except posting.NotInRoom:
        form.add_error(
            None, _("このルームには、いまは書きこめません。書いた文は残っていますので、写しておいてください。")
        )
        return _show(request, form, template, here, subject, status=403)
    return _after_posting(request, posted.message, here, posted.new, form)


def _after_posting(request: HttpRequest, message: Message, here: Room, is_new: bool, form: MessageForm) -> HttpResponse:
    if not is_new:
        keeping.drop(Attachment.objects.filter(pk__in=[one.pk for one in form.attached.fresh]))
    if not may_follow(request, message, here):
        return _told_no_place(request, message, here)
    if wants_json(request):
        answer = {"seq": message.seq, "message": str(message.public_id), "topic": message.topic_id}
        if note := mentions.unknown_words(message):
            answer["note"] = note
        return JsonResponse(answer, status=201)
    messages.success(request, _("送りました。"))
    if note := mentions.unknown_words(message):
        messages.warning(request, note)
    response = redirect("salon:topic", message.room.slug, message.topic_id)
    response["Location"] += f"#m-{message.public_id}"
    return response


def _told_no_place(request: HttpRequest, message: Message, here: Room) -> HttpResponse:
    """It was taken, and stands by now where its author does not read."""
    if wants_json(request):
        return JsonResponse({"message": str(message.public_id)}, status=201)
    messages.success(request, _("送りました。"))
    return redirect("salon:room", here.slug)
