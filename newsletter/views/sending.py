"""The secretariat's pages for sending an issue, inside Wagtail's admin. For editors; to others they do not exist."""

import smtplib
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from members.admin.mail import decide as decide_by_button
from members.mail import batches
from members.models import Letter
from newsletter import archive, issuing
from newsletter.forms import ConfirmForm
from newsletter.models import NewsletterIndexPage, NewsletterPage

State = Letter.State


def for_editors(view):
    """Editors only. The page they ask for is looked up by the view itself."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not issuing.may_send(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _issue(pk: int) -> NewsletterPage:
    # By way of Page: a number too big for the database is no page there, but an error in the key of an inherited model
    return get_object_or_404(NewsletterPage.objects.originals().filter(pk__in=Page.objects.filter(pk=pk).values("pk")))


def _show(request: HttpRequest, template: str, issue: NewsletterPage, **context) -> HttpResponse:
    return render(
        request,
        f"newsletter/admin/{template}.html",
        {"issue": issue, "header_icon": "mail", "page_title": issue.full_title, **context},
    )


@for_editors
@require_safe
def issues(request: HttpRequest) -> HttpResponse:
    """All issues, with what became of their mailing."""
    public = set(archive.public().values_list("pk", flat=True))
    rows = []
    for issue in NewsletterPage.objects.originals().order_by("-date", "-number"):
        batch = issuing.batch_of(issue)
        rows.append({"issue": issue, "is_public": issue.pk in public, "batch": batch, "counts": _counts(batch)})
    return render(
        request,
        "newsletter/admin/issues.html",
        {
            "rows": rows,
            "archive": NewsletterIndexPage.objects.originals().first(),
            "header_icon": "mail",
            "page_title": _("お便り"),
        },
    )


def _counts(batch) -> dict[str, int]:
    return batches.counts(batch) if batch else {}


@for_editors
@require_safe
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """What would go out, and to how many."""
    issue = _issue(pk)
    if issuing.batch_of(issue):
        return redirect("newsletter:progress", pk)
    return _show(
        request,
        "send",
        issue,
        is_public=archive.public().filter(pk=pk).exists(),
        mail=issuing.mail_of(issue),
        reach=issuing.reach(),
    )


@for_editors
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of the mail, for the frame on the page above: as frozen, or as it would be now."""
    issue = _issue(pk)
    batch = issuing.batch_of(issue)
    return HttpResponse(batch.html if batch else issuing.mail_of(issue).html)


@for_editors
@require_POST
def send_to_myself(request: HttpRequest, pk: int) -> HttpResponse:
    issue = _issue(pk)
    try:
        issuing.send_to_myself(issue, request.user)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        messages.error(
            request,
            _("試し送りができませんでした。時間をおいて、もう一度押してください。（%(error)s）") % {"error": error},
        )
    else:
        messages.success(request, _("%(address)s に試し送りをしました。") % {"address": request.user.email})
    return redirect("newsletter:send", pk)


@for_editors
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The last question. A POST hands over; whoever comes second is led to what the first one started."""
    issue = _issue(pk)
    if request.method == "POST":
        form = ConfirmForm(request.POST)
        if issuing.batch_of(issue) or form.is_valid():
            return _hand_over(request, issue, form)
    elif issuing.batch_of(issue):
        return redirect("newsletter:progress", pk)
    else:
        form = ConfirmForm(initial={"revision": issue.live_revision_id})
    if not archive.public().filter(pk=pk).exists():
        return redirect("newsletter:send", pk)
    return _show(request, "confirm", issue, form=form, mail=issuing.mail_of(issue), reach=issuing.reach())


def _hand_over(request: HttpRequest, issue: NewsletterPage, form: ConfirmForm) -> HttpResponse:
    try:
        _batch, is_new = issuing.send_to_members(issue.pk, getattr(form, "cleaned_data", {}).get("revision"))
    except issuing.NotPublic:
        messages.error(request, _("公開されていない号は送れません。先にページを公開してください。"))
        return redirect("newsletter:send", issue.pk)
    except issuing.Changed:
        messages.error(request, _("確かめたあとで、ページが新しくなりました。もう一度内容を確かめてください。"))
        return redirect("newsletter:send", issue.pk)
    if is_new:
        messages.success(request, _("送り始めました。この画面を閉じても、送信は続きます。"))
    else:
        messages.warning(request, _("この号は、もう送り始めています。二重には送りません。"))
    return redirect("newsletter:progress", issue.pk)


@for_editors
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    issue = _issue(pk)
    batch = issuing.batch_of(issue)
    if batch is None:
        return redirect("newsletter:send", pk)
    counts = batches.counts(batch)
    total = sum(counts.values())
    under_way = batches.is_under_way(batch)
    return _show(
        request,
        "progress",
        issue,
        batch=batch,
        lines=[(label, counts[state]) for state, label in State.choices],
        total=total,
        done=total - sum(counts[state] for state in (State.QUEUED, State.CLAIMED, State.SENDING)),
        is_under_way=under_way,
        uncertain=_named(batch, State.UNCERTAIN),
        failed=_named(batch, State.FAILED),
        waiting_because=batch.letters.filter(state=State.QUEUED).exclude(error="").first(),
        changed_since=issue.last_published_at and issue.last_published_at > batch.created_at,
    )


def _named(batch, state):
    return batch.letters.filter(state=state).select_related("person").order_by("pk")[:200]


@for_editors
@require_POST
def decide(request: HttpRequest, pk: int, letter_pk: int) -> HttpResponse:
    """What becomes of a letter of which nobody knows whether it arrived."""
    batch = issuing.batch_of(_issue(pk))
    letter = get_object_or_404(Letter.objects.filter(batch=batch), pk=letter_pk)
    decide_by_button(request, letter)
    return redirect("newsletter:progress", pk)
