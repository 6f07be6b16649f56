"""/invitations/…: who invites to which organisation. Opening it changes nothing, its button joins.

It signs in whom it has just made, and nobody else: a mail that is good for two weeks and passed around in an office
must not be a key to an account that exists already.
"""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members import invitations
from members.signin.forms import AcceptInvitation
from members.signin.manners import failed, mailed_link, may_try


@mailed_link
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, token: str):
    if request.method == "POST" and not may_try(request, "wrong_link"):
        return ratelimit.respond_429(request)
    invitation = invitations.behind(token)
    if invitation is None:
        return _gone(request)
    known = invitations.invited_person(invitation)
    if known and not known.is_active:
        return _gone(request)
    form = AcceptInvitation(
        request.POST if request.method == "POST" else None, known=bool(known), initial={"name": invitation.name}
    )
    if request.method == "POST" and form.is_valid():
        person = invitations.accept(invitation, form.cleaned_data.get("name", ""))
        if person is None:
            return _gone(request)
        if known and request.user != known:
            text = _(
                "%(name)sさんは、%(organisation)sのメンバーになりました。ご自分のアドレスでサインインしてください。"
            )
            messages.info(request, text % {"name": known.name, "organisation": invitation.organisation})
            return redirect("account_login")
        messages.info(
            request, _("%(organisation)sのメンバーになりました。ようこそ。") % {"organisation": invitation.organisation}
        )
        if known:
            return redirect(settings.LOGIN_REDIRECT_URL)
        return perform_login(request, person, email=person.email)
    return render(request, "members/invitation.html", {"form": form, "invitation": invitation, "known": known})


def _gone(request):
    if request.method == "POST":
        failed(request, "wrong_link")
    return render(request, "members/invitation_gone.html", status=410)
