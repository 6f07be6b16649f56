"""The form of an announcement."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members import guarding
from salon.moderation import announcing
from salon.moderation.doors import for_facilitators, sent
from salon.moderation.forms.announcing import AnnouncementForm
from salon.rooms.numbering import NotInRoom, RoomClosed
from salon.rooms.posting import KeyConflict


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest) -> HttpResponse:
    """To one, several or all rooms, to each once."""
    form = AnnouncementForm(sent(request), person=request.user)
    status = 200
    if request.method == "POST" and form.is_valid() and guarding.lets_through(request, form, "title", "body"):
        data = form.cleaned_data
        try:
            opened = announcing.announce(
                request.user, data["rooms"], data["title"], data["body"], data["key"], data["pinned"]
            )
        except KeyConflict:
            form.data = form.data.copy()
            form.data["key"] = form.fields["key"].initial()
            form.add_error(
                None,
                _(
                    "このお知らせは、別の内容でもう出ています。新しいお知らせとして出すときは、もう一度「出す」を押してください。"
                ),
            )
            status = 409
        except (NotInRoom, RoomClosed):
            form.add_error("rooms", _("選んだルームの中に、いまは書きこめないルームがあります。選び直してください。"))
        else:
            messages.success(request, _("お知らせを、%(count)dのルームに出しました。") % {"count": len(opened)})
            return (
                redirect("salon:topic", opened[0].room.slug, opened[0].pk)
                if len(opened) == 1
                else redirect("salon:home")
            )
    if form.errors and status == 200:
        status = 422
    return render(request, "salon/moderation/announce.html", {"form": form}, status=status)
