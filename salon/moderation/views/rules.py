"""サロンの約束: to be read by everybody, and to be written by editors and administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.doors import signed_in
from salon.models import HouseRules
from salon.moderation import house
from salon.moderation.doors import for_roles, sent
from salon.moderation.forms.people import HouseRulesForm


@signed_in
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    return render(request, "salon/moderation/rules.html", {"rules": house.in_force()})


@for_roles("is_editor", "is_administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Another text is another version; earlier ones stay to be read."""
    now = house.in_force()
    form = HouseRulesForm(sent(request), initial={"text": now.text if now else ""})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if now is None or now.text != data["text"]:
            house.publish(request.user, data["text"], data["asks_again"])
        messages.success(request, _("サロンの約束を、新しくしました。"))
        return redirect("moderation:rules")
    context = {"form": form, "versions": HouseRules.objects.visible_to(request.user).select_related("by")[:20]}
    return render(request, "salon/moderation/edit_rules.html", context, status=422 if form.errors else 200)
