"""One message: its page, and what its author, its readers and the secretariat do about it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members import guarding
from members.doors import signed_in
from salon.models import Message, Reaction
from salon.rooms import attaching, changing, mentions
from salon.rooms.forms import EditForm, HideForm
from salon.rooms.numbering import NotInRoom, RoomClosed
from salon.rooms.views import files
from salon.rooms.views.asking import message_of, room_is_closed, wants_json


@signed_in
@require_GET
def message(request: HttpRequest, slug: str, name) -> HttpResponse:
    """The message with its earlier texts, who responded, and what this person may do."""
    found = message_of(request, slug, name)
    return _show(request, found) if found.room.slug == slug else redirect(found)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, name) -> HttpResponse:
    """Another text for one's own message."""
    found = message_of(request, slug, name)
    if not changing.may_edit(request.user, found):
        raise Http404
    alts, removed = files.changed(request, found)
    left = found.attachments.exclude(public_id__in=removed)
    form = EditForm(request.POST or None, initial={"body": found.text}, with_files=left.exists())
    said_before = "\n".join([found.text, *(one.alt for one in found.attachments.all())])
    if (
        request.method == "POST"
        and form.is_valid()
        and guarding.lets_through(request, form, "body", before=said_before, also=alts.values())
    ):
        try:
            answer = _done(request, found, _("直しました。"), _edit, form.cleaned_data["body"], alts, removed)
        except RoomClosed:
            form.add_error(None, room_is_closed())
        else:
            found.refresh_from_db()
            if note := mentions.unknown_words(found):
                messages.warning(request, note)
            return answer
    status = 422 if form.is_bound else 200
    return render(
        request, "salon/message_edit.html", {"message": found, "room": found.room, "form": form}, status=status
    )


def _edit(person, message: Message, text: str, alts, removed) -> None:
    changing.edit(person, message, text)
    attaching.change(person, message, alts, removed)


@signed_in
@require_POST
def withdraw(request: HttpRequest, slug: str, name) -> HttpResponse:
    """Its author takes a message back."""
    return _done(request, message_of(request, slug, name), _("取り下げました。"), changing.withdraw)


@signed_in
@require_POST
def hide(request: HttpRequest, slug: str, name) -> HttpResponse:
    """The secretariat takes a message out of sight, with a reason that everybody reads."""
    found = message_of(request, slug, name)
    form = HideForm(request.POST)
    if not request.user.is_facilitator:
        raise Http404
    if not (form.is_valid() and guarding.lets_through(request, form, "because")):
        return _show(request, found, form, status=422)
    return _done(request, found, _("表示を止めました。"), changing.hide, form.cleaned_data["because"])


@signed_in
@require_POST
def show_again(request: HttpRequest, slug: str, name) -> HttpResponse:
    """The secretariat brings a hidden message back."""
    return _done(request, message_of(request, slug, name), _("また読めるようにしました。"), changing.show_again)


@signed_in
@require_POST
def react(request: HttpRequest, slug: str, name) -> HttpResponse:
    """Give or take one of the small answers. `on` says which; without it the press turns it round."""
    found = message_of(request, slug, name)
    kind, on = request.POST.get("kind"), request.POST.get("on")
    if kind not in Reaction.Kind.values or on not in (None, "0", "1"):
        return _refuse(request, found, 422, _("その反応は送れません。ページを開き直して、もう一度押してください。"))
    try:
        changing.react(request.user, found, kind, None if on is None else on == "1")
    except changing.NotThere:
        return _refuse(request, found, 409, _("この書きこみは、いまは読めません。"))
    except RoomClosed:
        return _refuse(request, found, 409, _("このルームは終了しました。これまでの書きこみは読めます。"))
    except NotInRoom as error:
        raise Http404 from error
    return HttpResponse(status=204) if wants_json(request) else redirect(found.place_url)


def _refuse(request: HttpRequest, found: Message, status: int, words: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"errors": {"__all__": [words]}}, status=status, json_dumps_params={"ensure_ascii": False})
    messages.error(request, words)
    return redirect(found.place_url)


def _done(request: HttpRequest, found: Message, words: str, step, *arguments) -> HttpResponse:
    """Do it and go back to where the message stands. What one may not do is not there."""
    try:
        step(request.user, found, *arguments)
    except (changing.NotYours, NotInRoom) as error:
        raise Http404 from error
    except changing.NotThere:
        messages.error(request, _("この書きこみは取り下げられたか、表示が止められています。"))
    else:
        messages.success(request, words)
    return redirect(found.place_url)


def _show(request: HttpRequest, found: Message, form: HideForm | None = None, status: int = 200) -> HttpResponse:
    sees = found.is_readable or (request.user.is_facilitator and not found.withdrawn_at)
    context = {
        "message": found,
        "room": found.room,
        "versions": found.versions.all() if sees else [],
        "hidden_text": found.text if sees and not found.is_readable else "",
        "may_edit": changing.may_edit(request.user, found) and not found.room.closed_at,
        "may_withdraw": changing.may_withdraw(request.user, found),
        "hide_form": form or HideForm(),
    }
    return render(request, "salon/message_page.html", context, status=status)
