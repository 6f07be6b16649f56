"""/me/practices/: what one's organisation does, written on a phone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from cms.models import PracticePage
from cms.models.practices import organisations_of
from cms.practices import drafting
from cms.practices.forms import PracticeForm, words_of
from members import guarding
from members.doors import signed_in


@signed_in
@require_safe
def practices(request: HttpRequest) -> HttpResponse:
    """Those of one's own organisations, the newest first, each with what becomes of it."""
    own = PracticePage.objects.editable_by(request.user).filter(organisation__in=request.user.organisations())
    context = {
        "practices": own.select_related("organisation").order_by("-latest_revision_created_at", "-pk"),
        "may_write": organisations_of(request.user).exists(),
    }
    return render(request, "cms/writing/practices.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if not organisations_of(request.user).exists():
        raise Http404
    form = PracticeForm(request.POST if request.method == "POST" else None, person=request.user)
    if request.method == "POST" and form.is_valid() and guarding.lets_through(request, form, *form.TEXTS):
        drafting.send(request.user, form.chosen_organisation(), **form.facts())
        messages.success(request, _("事務局に送りました。目を通してから、サイトに載せます。"))
        return redirect("cms:practices")
    return _show(request, form)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    practice = _own(request, pk)
    before = drafting.latest(practice)
    form = PracticeForm(request.POST if request.method == "POST" else None, person=request.user, practice=before)
    if (
        request.method == "POST"
        and form.is_valid()
        and guarding.lets_through(request, form, *form.TEXTS, before=words_of(before))
    ):
        try:
            drafting.change(practice, request.user, **form.facts())
        except drafting.Locked:
            form.add_error(None, _("いま事務局が手を入れています。少し待ってから、もう一度送ってください。"))
        else:
            messages.success(request, _("直した内容を事務局に送りました。目を通してから、サイトに載せます。"))
            return redirect("cms:practices")
    return _show(request, form, practice)


def _own(request: HttpRequest, pk: int) -> PracticePage:
    # By way of Page: a number too big for the database is no page there, but an error in the key of an inherited model
    own = PracticePage.objects.editable_by(request.user).select_related("organisation")
    return get_object_or_404(own.filter(pk__in=Page.objects.filter(pk=pk).values("pk")))


def _show(request: HttpRequest, form: PracticeForm, practice: PracticePage | None = None) -> HttpResponse:
    context = {"form": form, "practice": practice, "back": reverse("cms:practices")}
    return render(request, "cms/writing/practice.html", context, status=422 if form.errors else 200)
