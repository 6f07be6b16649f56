"""The page that is read and confirmed before the salon opens, and the look at every other page that leads to it."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.doors import signed_in
from salon.moderation import reading_first
from salon.rooms import posting
from salon.rooms.attaching import Attached
from salon.rooms.views import files
from salon.rooms.views.asking import room_of, topic_of, wants_json

SALON = "/salon/"
RULES, CAUTION, EXCLUSION, AGAIN = "first-rules", "first-caution", "first-exclusion", "first-again"
# What the script of an open page sends by itself: that it was read, that a chosen file is not wanted
BY_ITSELF = ("salon:read", "salon:file-remove")
WITH_FILES = ("salon:room", "salon:topic")
NOT_KEPT = {"csrfmiddlewaretoken", RULES, CAUTION, EXCLUSION, AGAIN}


def before(request: HttpRequest) -> HttpResponse | None:
    """What stands instead of a page of the salon as long as something waits to be read. Nothing typed is lost."""
    here = reverse("moderation:first")
    if not request.path_info.startswith(SALON) or request.path_info == here:
        return None
    reads = request.method in ("GET", "HEAD")
    by_script = wants_json(request) or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    # A script only brings news to a page that is open, or marks it as read. Whatever else is sent waits, whoever sends it
    view = getattr(request.resolver_match, "view_name", "")
    if by_script and (reads or view in BY_ITSELF):
        return None
    if not reads and view in WITH_FILES and posting.is_known(request.user, request.POST.get("key", "")):
        return None  # it was taken before there was something to read, and is only answered
    found = reading_first.waiting(request.user)
    if not found:
        return None
    if wants_json(request):
        words = _("事務局からお伝えしたいことがあります。ページを開き直して、お読みください。書いた文は残っています。")
        return JsonResponse({"errors": {"__all__": [words]}}, status=403, json_dumps_params={"ensure_ascii": False})
    if reads:
        return redirect(f"{here}?next={quote(request.get_full_path())}")
    return _show(request, found, request.get_full_path(), status=403, came=_files(request))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """One button: it was read. Then where one wanted to go, with what was sent there."""
    wanted = _safe(request.GET.get("next", ""))
    if request.method != "POST":
        found = reading_first.waiting(request.user)
        return _show(request, found, wanted) if found else redirect(wanted)
    found = reading_first.confirm(
        request.user,
        next(iter(_numbers(request, RULES)), None),
        _numbers(request, CAUTION),
        _numbers(request, EXCLUSION),
    )
    if found:
        return _show(request, found, wanted)
    answer = redirect(wanted)
    if AGAIN in request.POST:
        answer.status_code = 307  # sent again as it was
    return answer


def _files(request: HttpRequest) -> Attached:
    """Those of a form without script, kept until its message is posted: no page can hold them."""
    match = request.resolver_match
    if not request.FILES or match is None or match.view_name not in WITH_FILES:
        return Attached()
    slug, pk = match.kwargs["slug"], match.kwargs.get("pk")
    try:
        topic = topic_of(request, slug, pk) if pk else None
        return files.attached(request, topic.room if topic else room_of(request, slug), topic)
    except Http404:
        return Attached()


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [int(raw) for raw in request.POST.getlist(name) if raw.isascii() and raw.isdigit() and len(raw) < 10]


def _safe(wanted: str) -> str:
    inside = wanted.startswith(SALON) and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if inside and not wanted.startswith(reverse("moderation:first")) else SALON


def _show(
    request: HttpRequest, found: reading_first.Waiting, wanted: str, status: int = 200, came: Attached | None = None
) -> HttpResponse:
    came = came or Attached()
    again = request.method == "POST" and (request.path_info != reverse("moderation:first") or AGAIN in request.POST)
    kept = [(name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values]
    kept += [("attached", str(one.public_id)) for one in came.fresh]
    context = {
        "found": found,
        "wanted": wanted,
        "again": again,
        "kept": kept if again else [],
        "files": came.fresh,
        "troubles": came.troubles,
        "names": {"rules": RULES, "caution": CAUTION, "exclusion": EXCLUSION, "again": AGAIN},
    }
    return render(request, "salon/moderation/first.html", context, status=status)
