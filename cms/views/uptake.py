"""/me/practices/<pk>/uptake/: 「うちでもやってみたい」 and 「うちでもやっています」."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.models import Uptake
from cms.practices import finding
from cms.practices import uptake as taking
from cms.practices.forms import UptakeForm
from members.doors import signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def uptake(request: HttpRequest, pk: int) -> HttpResponse:
    """Of one's own practice nobody says so: for its own people the page does not exist."""
    practice = get_object_or_404(finding.public().filter(pk__in=Page.objects.filter(pk=pk).values("pk")))
    organisations = taking.organisations_for(request.user, practice)
    if not organisations.exists():
        raise Http404
    said = (
        Uptake.objects.visible_to(request.user)
        .of(organisations)
        .filter(practice=practice)
        .select_related("organisation")
    )
    if request.method == "POST" and "drop" in request.POST:
        taking.let_go(practice, get_object_or_404(organisations, code=request.POST["drop"]))
        messages.success(request, _("取り消しました。"))
        return redirect("cms:uptake", practice.pk)
    before = {"stage": said[0].stage, "is_shown": said[0].is_shown} if len(said) == 1 else {}
    form = UptakeForm(request.POST if request.method == "POST" else None, organisations=organisations, initial=before)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        taking.take_up(
            person=request.user,
            practice=practice,
            organisation=form.chosen_organisation(),
            stage=given["stage"],
            is_shown=given["is_shown"],
        )
        messages.success(request, _("ありがとうございます。事務局に伝わりました。"))
        return redirect("cms:uptake", practice.pk)
    context = {"practice": practice, "form": form, "said": said}
    return render(request, "cms/writing/uptake.html", context, status=422 if form.errors else 200)
