"""/me/address/: a change of mail address."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.doors import signed_in
from members.models import Person
from members.profile import addresses
from members.profile.forms import NewAddress
from members.signin.manners import failed, mailed_link, may_try


@signed_in
def ask(request):
    form = NewAddress(request.POST if request.method == "POST" else None, person=request.user)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="change_address"):
            return ratelimit.respond_429(request)
        addresses.ask(request.user, form.cleaned_data["address"])
        return redirect("profile:address")
    return render(request, "members/address.html", {"form": form, "change": addresses.open_change(request.user)})


@signed_in
@require_POST
def cancel(request):
    addresses.cancel(request.user)
    messages.success(request, _("メールアドレスの変更を取りやめました。"))
    return redirect("profile:me")


@mailed_link
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token: str):
    """Works without signing in: whoever reads the mail has what is to be confirmed."""
    if request.method == "POST" and not may_try(request, "wrong_link"):
        return ratelimit.respond_429(request)
    found = addresses.behind(token)
    if found is None:
        if request.method == "POST":
            failed(request, "wrong_link")
        return _say(request, addresses.Outcome.GONE)
    change, side = found
    if request.method != "POST":
        return render(request, "members/address_confirm.html", {"change": change, "side": side})
    if "cancel" in request.POST:
        addresses.cancel(change.person)
        return render(request, "members/address_outcome.html", {"outcome": "cancelled"})
    # Asked before, since the change ends every session
    is_self = request.user.pk == change.person_id
    outcome = addresses.confirm(change, side)
    if outcome == addresses.Outcome.CHANGED and is_self:
        # This one may stay: it pressed the button that both mailboxes confirmed
        update_session_auth_hash(request, Person.objects.get(pk=change.person_id))
    return _say(request, outcome)


def _say(request, outcome: addresses.Outcome):
    status = {addresses.Outcome.GONE: 410, addresses.Outcome.TAKEN: 409}.get(outcome, 200)
    return render(request, "members/address_outcome.html", {"outcome": outcome.value}, status=status)
