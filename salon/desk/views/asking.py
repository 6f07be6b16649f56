"""The form in which a member asks the organisation of a case or practice."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms import later
from salon.desk import asking
from salon.desk.doors import for_members
from salon.desk.forms import AskForm


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(later.keepable(), pk=pk).specific
    organisations = asking.askers(request.user, page)
    if not organisations.exists():
        raise Http404
    form = AskForm(request.POST if request.method == "POST" else None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        asked = asking.ask(
            person=request.user, organisation=form.chosen_organisation(), page=page, text=form.cleaned_data["text"]
        )
        messages.success(request, _("事務局に伝えました。相手の団体に聞いてから、おつなぎします。"))
        return redirect("desk:posting", asked.pk)
    context = {"page": page, "form": form}
    return render(request, "salon/desk/ask.html", context, status=422 if form.errors else 200)
