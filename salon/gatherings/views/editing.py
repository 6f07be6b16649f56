"""Opening, changing and cancelling a gathering, for those who may."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members import guarding
from members.doors import signed_in
from members.text import is_readable
from salon.gatherings import opening
from salon.gatherings.attending import Over
from salon.gatherings.forms import CancelForm, GatheringForm
from salon.gatherings.views.gatherings import gathering_of
from salon.models import Gathering, Room
from salon.rooms import posting
from salon.rooms.changing import NotYours

EDITS = ["GET", "HEAD", "POST"]
# Fields that many read
TYPED = ("title", "text", "place")


@signed_in
@require_http_methods(EDITS)
def new(request: HttpRequest) -> HttpResponse:
    """`?room=`: from which room somebody comes."""
    rooms = list(opening.rooms_for(request.user))
    asked = request.POST.get("room") or request.GET.get("room") or ""
    if asked not in {room.slug for room in rooms} and (here := _room(request, asked)):
        rooms.append(here)
    if not rooms and not request.user.is_facilitator:
        raise Http404
    form = GatheringForm(
        request.POST if request.method == "POST" else None,
        rooms=rooms,
        everybody=request.user.is_facilitator,
        initial={"room": asked or (rooms[0].slug if len(rooms) == 1 else "")},
    )
    goes_on = request.method == "POST" and form.is_valid() and guarding.lets_through(request, form, *TYPED)
    if goes_on and (opened := _opened(request, form)):
        messages.success(request, _("集いを開きました。ルームにもお知らせしました。"))
        return redirect(opened)
    return _form(request, form)


@signed_in
@require_http_methods(EDITS)
def edit(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    found = _changeable(request, name)
    form = GatheringForm(request.POST if request.method == "POST" else None, gathering=found)
    said_before = "\n".join(getattr(found, name) for name in TYPED)
    goes_on = request.method == "POST" and form.is_valid()
    if goes_on and guarding.lets_through(request, form, *TYPED, before=said_before):
        try:
            opening.change(request.user, found, form.facts())
        except opening.TooFewSeats as few:
            words = _("いま%(coming)d人が参加します。それより少なくはできません。") % {"coming": few.coming}
            form.add_error("seats", words)
        except Over:
            form.add_error(None, _("この集いは、終わったか、中止になりました。"))
        except (NotYours, Gathering.DoesNotExist):
            raise Http404 from None
        else:
            messages.success(request, _("書きなおしました。日時や場所が変わったときは、参加する人にお知らせします。"))
            return redirect(found)
    return _form(request, form, found)


@signed_in
@require_http_methods(EDITS)
def cancel(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    found = _changeable(request, name)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and guarding.lets_through(request, form, "because"):
        try:
            opening.cancel(request.user, found, form.cleaned_data["because"])
        except Over:
            form.add_error(None, _("この集いは、もう終わりました。"))
        except (NotYours, Gathering.DoesNotExist):
            raise Http404 from None
        else:
            messages.success(request, _("集いを中止にしました。参加する予定だった人に、メールでお知らせします。"))
            return redirect(found)
    context = {"gathering": found, "form": form}
    return render(request, "salon/gatherings/cancel.html", context, status=422 if form.errors else 200)


def _changeable(request: HttpRequest, name: uuid.UUID) -> Gathering:
    found = gathering_of(request, name)
    if not opening.may_change(request.user, found):
        raise Http404
    return found


def _room(request: HttpRequest, slug: str) -> Room | None:
    """A room that stands in no list to choose from, such as that of one organisation with the secretariat."""
    if not is_readable(slug):
        return None
    found = Room.objects.visible_to(request.user).filter(slug=slug[:60], closed_at=None).first()
    return found if found and opening.may_open(request.user, found) else None


def _opened(request: HttpRequest, form: GatheringForm) -> Gathering | None:
    said = {"room": form.chosen_room(), "facts": form.facts(), "key": form.cleaned_data["key"]}
    try:
        return opening.open_gathering(person=request.user, **said)
    except posting.KeyConflict:
        form.with_new_key().add_error(
            None,
            _("この集いは、別の内容でもう開かれています。もう一つ開くときは、もう一度「開く」を押してください。"),
        )
    except (posting.NotInRoom, posting.RoomClosed, NotYours):
        form.add_error("room", _("このルームでは、いまは集いを開けません。選び直してください。"))
    return None


def _form(request: HttpRequest, form: GatheringForm, found: Gathering | None = None) -> HttpResponse:
    context = {"form": form, "gathering": found}
    return render(request, "salon/gatherings/form.html", context, status=422 if form.errors else 200)
