"""Files of rooms: taken from who may write there, given to who may read there, asked each time."""

from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.doors import signed_in
from members.text import is_readable, seen
from salon.models import Attachment, Message, Room, Topic
from salon.models.files import ALT_LENGTH
from salon.rooms import keeping, numbering
from salon.rooms.attaching import Attached
from salon.rooms.recognising import NotNow, NotTaken
from salon.rooms.views.asking import form_uuid, room_of

# Nothing in a file of somebody else is fetched or run, whatever a browser takes it for
POLICY = "default-src 'none'; sandbox"


@signed_in
@require_POST
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep one file until its message is posted; the form then names it in `attached`."""
    here = room_of(request, slug)
    sent = request.FILES.get("file")
    if sent is None:
        return _refused(_("ファイルが届きませんでした。もう一度選んでください。"))
    try:
        numbering.must_write(request.user, here.pk)
        kept = _kept(request, here, _topic(request, here), sent)
    except numbering.NotInRoom as error:
        raise Http404 from error
    except numbering.RoomClosed:
        return _refused(_("このルームは終了しました。"))
    except NotTaken as error:
        # With 503 the page offers to send the same file again
        return _refused(str(error), 503 if isinstance(error, NotNow) else 422)
    answer = {
        "file": str(kept.public_id),
        "name": kept.name,
        "size": kept.size,
        "kind": kept.kind,
        "remove": kept.remove_url,
        "small": kept.small_url if kept.is_picture else None,
    }
    return JsonResponse(answer, status=201, json_dumps_params={"ensure_ascii": False})


def _topic(request: HttpRequest, here: Room) -> Topic | None:
    """Whose form it is in; none for a new one, and for what is no number of a topic of this room."""
    raw = request.POST.get("topic", "")
    number = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 19 else 0
    return here.topics.filter(pk=number).first()


def _kept(request: HttpRequest, here: Room, topic: Topic | None, sent) -> Attachment:
    if sent.size > keeping.largest():
        raise NotTaken(keeping.too_large())
    return keeping.keep(request.user, here, sent.name or "", sent.read(), topic)


def _refused(words: str, status: int = 422) -> JsonResponse:
    return JsonResponse({"errors": {"file": [words]}}, status=status, json_dumps_params={"ensure_ascii": False})


@signed_in
@require_POST
def remove(request: HttpRequest, name: UUID) -> HttpResponse:
    """A file that waits is not wanted after all."""
    waiting = Attachment.objects.waiting_of(request.user).filter(public_id=name)
    if not waiting:
        raise Http404
    keeping.drop(waiting)
    return HttpResponse(status=204)


@signed_in
@require_safe
def show(request: HttpRequest, name: UUID) -> HttpResponse:
    """The file: a picture to be looked at, everything else to be saved."""
    found = _found(request, name)
    return sent(keeping.path(found), found.content_type, found.name, as_attachment=not found.is_picture)


@signed_in
@require_safe
def small(request: HttpRequest, name: UUID) -> HttpResponse:
    """The picture as it stands beneath a message."""
    found = _found(request, name)
    if not found.is_picture:
        raise Http404
    return sent(keeping.small_path(found), "image/webp", f"{found.name}.webp", as_attachment=False)


def _found(request: HttpRequest, name: UUID) -> Attachment:
    return get_object_or_404(Attachment.objects.visible_to(request.user), public_id=name)


def sent(path: Path, content_type: str, name: str, as_attachment: bool) -> HttpResponse:
    try:
        # Read whole: under ASGI an open file would be streamed through a thread, with a warning
        content = path.read_bytes()
    except FileNotFoundError as error:  # withdrawn in this very moment
        raise Http404 from error
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment, name) or "inline"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def attached(request: HttpRequest, here: Room, topic: Topic | None = None) -> Attached:
    """What comes with a form: files uploaded before (`attached`, without those in `detach`), and `files` in it.

    The latter are kept at once, so that they are still there when the form has to be shown again. A form that is opened
    anew shows what was chosen in it before and not sent.
    """
    if request.method != "POST":
        waiting = Attachment.objects.waiting_for(request.user, here, topic)
        return Attached(files=list(waiting[: keeping.MOST]))
    raw = request.POST.getlist("attached")
    away = {form_uuid(one) for one in request.POST.getlist("detach")}
    asked = [name for one in dict.fromkeys(raw) if (name := form_uuid(one))]
    if unwanted := [name for name in asked if name in away]:
        keeping.drop(Attachment.objects.waiting_of(request.user).filter(public_id__in=unwanted))
    names = [name for name in asked if name not in away]
    fresh, troubles = _fresh(request, here, topic, keeping.MOST - len(names))
    waiting = {}
    if names:
        mine = Attachment.objects.waiting_of(request.user)
        waiting = mine.filter(public_id__in=names).in_bulk(field_name="public_id")
    return Attached(
        names=[*names, *(one.public_id for one in fresh)],
        marks=[*map(str, names), *(one.digest for one in fresh)],
        alts={name: _alt(request, name) for name in names},
        files=[*(waiting[name] for name in names if name in waiting), *fresh],
        fresh=fresh,
        troubles=troubles,
    )


def changed(request: HttpRequest, message: Message) -> tuple[dict[UUID, str], list[UUID]]:
    """What a form says anew of the pictures of a message that stands, and which of its files are not wanted any more."""
    names = [one.public_id for one in message.attachments.all()]
    away = {form_uuid(one) for one in request.POST.getlist("detach")}
    alts = {name: _alt(request, name) for name in names if f"alt-{name}" in request.POST}
    return alts, [name for name in names if name in away]


def _fresh(request: HttpRequest, here: Room, topic: Topic | None, room_for: int) -> tuple[list[Attachment], list[str]]:
    sent = request.FILES.getlist("files")
    fresh, troubles = [], []
    for one in sent[: max(room_for, 0)]:
        try:
            fresh.append(_kept(request, here, topic, one))
        except NotTaken as error:
            troubles.append(f"{one.name}：{error}")
    if len(sent) > room_for:
        troubles.append(
            _("ファイルは1回に%(most)d個までです。残りは、次の書きこみで送ってください。") % {"most": keeping.MOST}
        )
    return fresh, troubles


def _alt(request: HttpRequest, name: UUID) -> str:
    said = " ".join(seen(request.POST.get(f"alt-{name}", "")).split())[:ALT_LENGTH]
    return said if is_readable(said) else ""
