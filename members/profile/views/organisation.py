"""/me/organisations/<code>/: for those who look after the organisation. For everybody else it does not exist."""

from allauth.core import ratelimit
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import invitations
from members.doors import signed_in
from members.models import Affiliation, Invitation, Organisation
from members.profile import speaking
from members.profile.forms import Invite, OrganisationProfile


def _organisation(request, code: str) -> Organisation:
    return get_object_or_404(Organisation.objects.editable_by(request.user), code=code)


@signed_in
def edit(request, code: str):
    organisation = _organisation(request, code)
    form = OrganisationProfile(request.POST if request.method == "POST" else None, instance=organisation)
    words = ("summary", "website", "area")
    if request.method == "POST" and form.is_valid() and speaking.lets_through(request.user, form, *words):
        with transaction.atomic():
            form.save()
        messages.success(request, _("保存しました。") + _rooms(organisation))
        return redirect("profile:organisation", code=organisation.code)
    return render(
        request,
        "members/organisation.html",
        {"form": form, "organisation": organisation, "blocks": organisation.blocks(), "themes": organisation.themes()},
    )


def _rooms(organisation: Organisation) -> str:
    """Where the organisation is now, in words."""
    if not organisation.opens_rooms:
        return ""
    names = [str(word) for word in (*organisation.blocks(), *organisation.themes())]
    if not names:
        return _("ブロックやテーマのルームには、まだ入っていません。")
    return _("今入っているルーム：%(names)s") % {"names": "、".join(names)}


@signed_in
def people(request, code: str):
    """Who belongs, who is invited, and inviting somebody."""
    organisation = _organisation(request, code)
    invitation = Invitation(organisation=organisation, invited_by=request.user)
    form = Invite(request.POST if request.method == "POST" else None, instance=invitation)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="invite"):
            return ratelimit.respond_429(request)
        sent = invitations.invite(form.save(commit=False))
        messages.success(request, _("%(address)s に招待のメールを送りました。") % {"address": sent.address})
        return redirect("profile:people", code=organisation.code)
    return render(
        request,
        "members/organisation_people.html",
        {
            "organisation": organisation,
            "form": form,
            "affiliations": Affiliation.objects.current()
            .filter(organisation=organisation, person__is_active=True)
            .select_related("person"),
            "invitations": Invitation.objects.visible_to(request.user).open().filter(organisation=organisation),
        },
    )


@signed_in
@require_POST
def withdraw(request, code: str, pk: int):
    organisation = _organisation(request, code)
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), organisation=organisation, pk=pk)
    if invitations.withdraw(invitation):
        messages.success(request, _("%(address)s への招待を取り消しました。") % {"address": invitation.address})
    else:
        messages.info(request, _("この招待は、もう受けられたか、終わっています。"))
    return redirect("profile:people", code=organisation.code)
