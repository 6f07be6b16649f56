"""Choosing what to hear of a room and of a topic: one press, and back to where it was made."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.doors import signed_in
from salon.models import Seat, Topic
from salon.rooms import hearing
from salon.rooms.views.asking import room_of


@signed_in
@require_POST
def room(request: HttpRequest, slug: str) -> HttpResponse:
    """`level`: one of Seat.Level."""
    here = room_of(request, slug)
    wanted = request.POST.get("level")
    if wanted in Seat.Level.values:
        hearing.set_level(request.user, here, wanted)
        words = {
            Seat.Level.ALL: _("このルームの新しい書きこみを、すべてお知らせします。"),
            Seat.Level.CONCERNING: _("あなたあての書きこみと、追っている話題だけをお知らせします。"),
            Seat.Level.NOTHING: _("このルームのことは、お知らせしません。いつでも読めます。"),
        }
        messages.success(request, words[Seat.Level(wanted)])
    else:
        messages.error(request, _("お知らせの程度を、選び直してください。"))
    return redirect("salon:room", here.slug)


@signed_in
@require_POST
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """`followed`: 1 follows, 0 mutes."""
    subject = get_object_or_404(Topic.objects.visible_to(request.user).select_related("room"), pk=pk)
    wanted = request.POST.get("followed")
    if wanted in ("0", "1"):
        hearing.follow(request.user, subject, wanted == "1")
        if wanted == "1":
            messages.success(request, _("この話題を追います。新しい書きこみをお知らせします。"))
        else:
            messages.success(request, _("この話題は静かにしました。あなたあての書きこみだけをお知らせします。"))
    else:
        messages.error(request, _("「追う」か「静かにする」を、選び直してください。"))
    return redirect("salon:topic", subject.room.slug, subject.pk)
