"""The facilitator's desk."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from salon.desk import candidates, consulting, introducing, suggesting, worklist
from salon.desk.doors import for_facilitators
from salon.desk.forms import ProposalForm
from salon.desk.wording import first_words
from salon.models import Introduction, Posting

FITS_SHOWN = 12
ON_A_PAGE = 30


@for_facilitators
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    context = {
        "needs": worklist.unanswered_needs(),
        "hands": worklist.raised_hands(),
        "wishes": worklist.wishes(),
        "waiting": worklist.waiting(),
        "without_result": worklist.without_result(),
        "offers": worklist.open_offers(),
        "alone": worklist.alone(),
        "suggestions": suggesting.waiting(),
        "consultations": consulting.waiting(),
        "reports": worklist.reports(),
    }
    return render(request, "salon/desk/desk.html", context)


@for_facilitators
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    page = Paginator(worklist.results(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "salon/desk/results.html", {"page": page})


def _posting(request: HttpRequest, pk: int) -> Posting:
    found = Posting.objects.visible_to(request.user).select_related("organisation", "prefecture__block")
    return get_object_or_404(found, pk=pk)


@for_facilitators
@require_safe
def fits(request: HttpRequest, pk: int) -> HttpResponse:
    posting = _posting(request, pk)
    everybody = request.GET.get("all") == "1"
    found = candidates.for_posting(posting)
    introductions = posting.introductions.select_related("other")
    under_way = {one.other_id: one for one in introductions if one.state in Introduction.OPEN}
    context = {
        "posting": posting,
        "fits": [(fit, under_way.get(fit.facts.pk)) for fit in (found if everybody else found[:FITS_SHOWN])],
        "more": 0 if everybody else max(len(found) - FITS_SHOWN, 0),
        "hands": posting.interests.select_related("organisation"),
        "introductions": introductions,
        "asked": posting.asked if posting.asked in candidates.proposable() else None,
        "others": candidates.proposable().exclude(pk=posting.organisation_id).only("code", "name"),
    }
    return render(request, "salon/desk/fits.html", context)


@for_facilitators
@require_safe
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads from the list of all organisations to the proposal to one of them."""
    posting = _posting(request, pk)
    chosen = candidates.proposable().filter(code=request.GET.get("organisation", "")).first()
    if chosen is None:
        messages.error(request, _("団体を一覧から選んでください。"))
        return redirect("desk:fits", posting.pk)
    return redirect("desk:propose", posting.pk, chosen.code)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Words for both sides, then a look at what each will read, then send."""
    posting = _posting(request, pk)
    other = get_object_or_404(candidates.proposable().exclude(pk=posting.organisation_id), code=code)
    fit = candidates.one(posting, other)
    form = ProposalForm(
        request.POST or None, owner=posting.organisation, other=other, initial=first_words(posting, other)
    )
    checked = request.method == "POST" and form.is_valid()
    if checked and request.POST.get("step") == "send":
        try:
            proposal = introducing.propose(facilitator=request.user, posting=posting, other=other, **form.cleaned_data)
        except introducing.CannotPropose as reason:
            messages.error(request, str(reason))
            return redirect("desk:fits", posting.pk)
        if proposal.new:
            messages.success(request, _("両方の団体に送りました。お返事を待ちます。"))
        else:
            messages.info(request, _("このおつなぎは、もう送ってあります。"))
        return redirect("desk:introduction", proposal.introduction.pk)
    context = {"posting": posting, "other": other, "fit": fit, "form": form, "preview": checked}
    return render(request, "salon/desk/propose.html", context, status=422 if form.errors else 200)


@for_facilitators
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Introduction.objects.visible_to(request.user), pk=pk)
    if introducing.withdraw(found):
        messages.success(request, _("取り下げました。両方の団体にお知らせします。"))
    else:
        messages.info(request, _("このおつなぎは、もう決まっています。"))
    return redirect("desk:introduction", pk)
