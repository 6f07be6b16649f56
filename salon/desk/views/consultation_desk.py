"""名前を出さない相談 at the facilitators' desk: reading, preparing what appears, taking it away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.models import Organisation
from salon.desk import consulting
from salon.desk.doors import for_facilitators
from salon.desk.views.consultation_forms import ReleaseForm, ReturnForm
from salon.models import Consultation, Room
from salon.rooms import opening
from salon.rooms.changing import NotYours
from salon.rooms.numbering import NotInRoom

SHOWN = 100


def _found(request: HttpRequest, name) -> Consultation:
    found = Consultation.objects.visible_to(request.user)
    return get_object_or_404(
        found.select_related("asker", "organisation", "follows__message__topic", "message__topic", "room"),
        public_id=name,
    )


@for_facilitators
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    everything = Consultation.objects.visible_to(request.user).select_related("asker", "organisation")
    waiting = consulting.at_the_desk().select_related("asker", "organisation")
    others = everything.exclude(pk__in=waiting.values("pk"))[:SHOWN]
    return render(request, "salon/desk/consultation_desk.html", {"waiting": waiting, "others": others})


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, name) -> HttpResponse:
    """Who asks what; POST says what appears."""
    found = _found(request, name)
    form = ReleaseForm(
        request.POST or None,
        rooms=consulting.rooms_for(found.asker),
        further=bool(found.follows),
        initial=_first(found),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        room = found.follows.message.room if found.follows and found.follows.message else data.get("room")
        try:
            if room is None:
                raise consulting.NoRoom
            after = consulting.prepare(
                found, room=room, title=data.get("title", ""), text=data["text"], words=data["words"]
            )
        except consulting.TooLate:
            messages.error(request, _("この相談は、もう先に進んでいます。"))
        except consulting.NoRoom:
            messages.error(request, _("このルームには出せません。人が少ないか、相談した方が読めないルームです。"))
        else:
            if after.is_proposed:
                messages.success(
                    request, _("相談した方に確認をお願いしました。よいというお返事があれば、自動で出ます。")
                )
            else:
                messages.success(request, _("そのまま出します。時間をおいて、自動でルームに出ます。"))
        return redirect("desk:desk-consultation", name)
    return _show(request, found, form)


def _first(found: Consultation) -> dict:
    prepared = bool(found.out_text)
    return {
        "room": (found.room or found.wished_room).slug if found.room or found.wished_room else None,
        "title": found.out_title if prepared else found.title,
        "text": found.out_text if prepared else found.text,
        "words": found.words,
    }


def _show(request: HttpRequest, found: Consultation, form=None, return_form=None) -> HttpResponse:
    opening.open_own_rooms(Organisation.objects.filter(pk=found.organisation_id))
    context = {
        "one": found,
        "form": form,
        "return_form": return_form or ReturnForm(),
        "may_prepare": found.state in (Consultation.State.WAITING, Consultation.State.PROPOSED),
        "own_room": Room.objects.visible_to(request.user).filter(organisation=found.organisation_id).first(),
    }
    wrong = any(one is not None and one.errors for one in (form, return_form))
    return render(request, "salon/desk/consultation_work.html", context, status=422 if wrong else 200)


@for_facilitators
@require_POST
def send_back(request: HttpRequest, name) -> HttpResponse:
    """It does not appear, and who asked reads why."""
    found = _found(request, name)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        plain = ReleaseForm(rooms=consulting.rooms_for(found.asker), further=bool(found.follows), initial=_first(found))
        return _show(request, found, plain, form)
    try:
        consulting.send_back(found, form.cleaned_data["words"])
    except consulting.TooLate:
        messages.error(request, _("この相談は、もう先に進んでいます。"))
    else:
        messages.success(request, _("出さないことを、相談した方に伝えました。"))
    return redirect("desk:desk-consultation", name)


@for_facilitators
@require_POST
def erase(request: HttpRequest, name) -> HttpResponse:
    """Take away what appeared."""
    try:
        consulting.erase(_found(request, name), request.user)
    except (NotYours, NotInRoom) as error:
        raise Http404 from error
    except consulting.TooLate:
        messages.error(request, _("この相談は、まだルームに出ていないか、もう消えています。"))
    else:
        messages.success(request, _("ルームから取り下げました。"))
    return redirect("desk:desk-consultation", name)
