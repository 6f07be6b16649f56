"""Needs and offers, as members see and write them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from salon.desk import browsing, needs, suggesting
from salon.desk.doors import for_members
from salon.desk.forms import FilterForm, HandForm, PostingForm
from salon.models import Posting, ShutOut, organisations_of

ON_A_PAGE = 20


@for_members
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    conditions = form.conditions()
    found = browsing.narrow(browsing.in_network(request.user), **conditions)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    own = browsing.own(request.user)
    context = {
        "form": form,
        "active": bool(conditions or form.errors),
        "page": page,
        "own": own[:ON_A_PAGE],
        "may_post": organisations_of(request.user).exists(),
    }
    return render(request, "salon/desk/needs.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in Posting.Kind.values:
        raise Http404
    organisations = organisations_of(request.user)
    if not organisations.exists():
        raise Http404  # a facilitator without an organisation has nothing to post for
    form = PostingForm(request.POST or None, organisations=organisations, kind=kind)
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        organisation = form.cleaned_data.get("organisation") or organisations.get()
        try:
            posting = needs.post(person=request.user, organisation=organisation, kind=kind, **facts)
        except ShutOut as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("のせました。事務局も読んで、合いそうな団体をさがします。"))
            return redirect("desk:posting", posting.pk)
    return _form(request, form, kind=kind, back=reverse("desk:needs"))


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    posting = get_object_or_404(Posting.objects.editable_by(request.user), pk=pk)
    form = PostingForm(
        request.POST or None, organisations=organisations_of(request.user), kind=posting.kind, posting=posting
    )
    if request.method == "POST" and form.is_valid():
        try:
            needs.change(request.user, posting, **form.facts())
        except ShutOut as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("書きなおしました。"))
            return redirect("desk:posting", posting.pk)
    return _form(request, form, kind=posting.kind, back=reverse("desk:posting", args=[posting.pk]), posting=posting)


def _form(request: HttpRequest, form: PostingForm, **context) -> HttpResponse:
    context["is_need"] = context["kind"] == Posting.Kind.NEED
    status = 422 if form.errors else 200
    return render(request, "salon/desk/posting_form.html", {"form": form, **context}, status=status)


@for_members
@require_safe
def posting(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Posting.objects.visible_to(request.user).select_related("organisation", "prefecture", "posted_by"), pk=pk
    )
    others = organisations_of(request.user).exclude(pk=found.organisation_id)
    context = {
        "posting": found,
        "is_own": Posting.objects.editable_by(request.user).filter(pk=pk).exists(),
        "may_end": Posting.objects.closable_by(request.user).filter(pk=pk).exists(),
        "hands": needs.fitting_hands(found),
        "others": others,
        "hub": suggesting.hub_of(request.user, found),
        "raised": found.interests.filter(organisation__in=others).select_related("organisation"),
    }
    return render(request, "salon/desk/posting.html", context)


@for_members
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Posting.objects.closable_by(request.user), pk=pk)
    wish = request.POST.get("state")
    if wish == Posting.State.OPEN:
        try:
            if needs.open_again(request.user, found):
                messages.success(request, _("もう一度のせました。"))
        except ShutOut as error:
            messages.error(request, str(error))
    elif wish in (Posting.State.ANSWERED, Posting.State.CLOSED):
        if needs.end(found, wish):
            messages.success(request, _("一覧から外しました。いつでも、もう一度のせられます。"))
    else:
        messages.error(request, _("どうするかが分かりませんでした。ボタンをもう一度押してください。"))
    return redirect("desk:posting", pk)


@for_members
@require_POST
def hand(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Posting.objects.visible_to(request.user).filter(state=Posting.State.OPEN), pk=pk)
    others = organisations_of(request.user).exclude(pk=found.organisation_id)
    if not others:
        raise Http404
    form = HandForm(request.POST, organisations=others, hands=needs.fitting_hands(found))
    if not form.is_valid():
        messages.error(request, _("うまく伝わりませんでした。ボタンをもう一度押してください。"))
        return redirect("desk:posting", pk)
    organisation = form.cleaned_data["organisation"] or others[0]
    needs.raise_hand(person=request.user, organisation=organisation, posting=found, kind=form.cleaned_data["hand"])
    messages.success(request, _("事務局に伝えました。ほかの団体には見えません。"))
    return redirect("desk:posting", pk)


@for_members
@require_POST
def lower(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a raised hand back; also for what has ended since."""
    mine = organisations_of(request.user)
    found = get_object_or_404(Posting.objects.filter(interests__organisation__in=mine).distinct(), pk=pk)
    code = request.POST.get("organisation")
    for raised in found.interests.filter(organisation__in=mine).select_related("organisation"):
        if raised.organisation.code == code:
            needs.lower_hand(organisation=raised.organisation, posting=found)
            messages.success(request, _("取り消しました。"))
            return redirect("desk:needs")
    raise Http404
