"""/me/: oneself."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.doors import signed_in
from members.mail import consent
from members.models import Organisation, Person
from members.models.letters import FOR_MEMBERS
from members.profile import addresses, speaking
from members.profile.forms import Mail, Profile
from members.signin import sessions


@signed_in
def me(request):
    person = request.user
    editable = set(Organisation.objects.editable_by(person).values_list("pk", flat=True))
    affiliations = [
        (affiliation, affiliation.organisation_id in editable)
        for affiliation in person.affiliations.current().select_related("organisation")
        if affiliation.organisation in person.organisations()
    ]
    return render(
        request,
        "members/me.html",
        {"affiliations": affiliations, "change": addresses.open_change(person), "kinds": _kinds(person)},
    )


def _kinds(person) -> list[tuple[str, bool]]:
    return [(kind.label, consent.wants(person, kind)) for kind in FOR_MEMBERS]


@signed_in
def edit(request):
    # A copy of its own: what does not fit stays in the form, not in the heading of the page
    form = Profile(request.POST if request.method == "POST" else None, instance=Person.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid() and speaking.lets_through(request.user, form, "introduction"):
        form.save()
        messages.success(request, _("プロフィールを保存しました。"))
        return redirect("profile:me")
    return render(request, "members/me_edit.html", {"form": form})


@signed_in
def mail(request):
    person = request.user
    form = Mail(
        # No box ticked is an answer too
        request.POST if request.method == "POST" else None,
        initial={kind.value: consent.wants(person, kind) for kind in FOR_MEMBERS},
    )
    if request.method == "POST" and form.is_valid():
        for kind in FOR_MEMBERS:
            if form.cleaned_data[kind.value] != consent.wants(person, kind):
                consent.decide(person, kind, form.cleaned_data[kind.value], "profile")
        messages.success(request, _("メールの設定を保存しました。"))
        return redirect("profile:me")
    return render(request, "members/me_mail.html", {"form": form})


@signed_in
@require_POST
def leave_others(request):
    """ほかの端末からサインアウトする: every session but this one ends, and the sockets with them."""
    person = request.user
    sessions.end_all(person)
    update_session_auth_hash(request, person)
    messages.success(request, _("ほかの端末からサインアウトしました。"))
    return redirect("profile:me")
