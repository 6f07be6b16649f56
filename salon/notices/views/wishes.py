"""お知らせの受けとり方: which mails come, how often, and when none come."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.doors import signed_in
from members.mail import consent
from members.models.letters import Kind
from salon.models import Wishes
from salon.notices import quiet
from salon.notices.forms import WishesForm
from salon.push import switching


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    person, now = request.user, quiet.wishes_of(request.user)
    initial = {
        "mention": consent.wants(person, Kind.MENTION),
        "digest": now.digest if consent.wants(person, Kind.DIGEST) else "",
        "quiet_from": now.quiet_from,
        "quiet_until": now.quiet_until,
    }
    form = WishesForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        _keep(person, form.cleaned_data)
        messages.success(request, _("お知らせの受けとり方を保存しました。"))
        return redirect("notices:wishes")
    status = 422 if form.is_bound else 200
    context = {"form": form, "push": switching.switch_of(person)}
    return render(request, "salon/notices/wishes.html", context, status=status)


def _keep(person, data: dict) -> None:
    for kind, wanted in ((Kind.MENTION, data["mention"]), (Kind.DIGEST, bool(data["digest"]))):
        if wanted != consent.wants(person, kind):
            consent.decide(person, kind, wanted, "profile")
    chosen = {"quiet_from": data["quiet_from"], "quiet_until": data["quiet_until"]}
    if data["digest"]:
        chosen["digest"] = data["digest"]
    Wishes.objects.update_or_create(person=person, defaults=chosen)
