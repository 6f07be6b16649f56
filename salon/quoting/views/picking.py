"""A facilitator picks messages of a topic for a page of the site, and sees who said what to it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.doors import signed_in
from salon.models import Quote
from salon.quoting import asking
from salon.quoting.forms import PickForm
from salon.rooms.views.asking import topic_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    if not request.user.is_facilitator:
        raise Http404
    topic = topic_of(request, slug, pk)
    found = asking.quotable(topic)
    form = PickForm(request.POST if request.method == "POST" else None, messages=found, pages=asking.pages())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        page = given["page"] or asking.draft(request.user, given["title"])
        asked = asking.ask(request.user, page, given["messages"])
        messages.success(request, _("%(count)d件について、書いた方におたずねしました。") % {"count": len(asked)})
        return redirect("quoting:pick", slug, pk)
    quotes = Quote.objects.visible_to(request.user).filter(message__topic=topic)
    context = {
        "topic": topic,
        "room": topic.room,
        "form": form,
        "found": found,
        "picked": request.POST.getlist("messages"),
        "quotes": quotes.select_related("message", "page"),
    }
    return render(request, "salon/quoting/pick.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """The facilitator does not want it any more, or somebody who cannot sign in asked for it."""
    if not request.user.is_facilitator:
        raise Http404
    quote = get_object_or_404(Quote.objects.visible_to(request.user).select_related("message__room"), pk=pk)
    quote.delete()
    messages.success(request, _("やめました。載っていたところからも、消えました。"))
    return redirect("quoting:pick", quote.message.room.slug, quote.message.topic_id)
