"""/salon/quotes/: what of one's own words would stand on the site, and one's answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.doors import signed_in
from salon.models import Quote
from salon.quoting import answering
from salon.quoting.forms import AnswerForm


def _mine(request: HttpRequest):
    """Also of who left meanwhile: a yes can be taken back as long as it stands."""
    asked = Quote.objects.visible_to(request.user).filter(author=request.user, message__withdrawn_at=None)
    return asked.select_related("message__organisation", "page").order_by("-asked_at", "-pk")


@signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return render(request, "salon/quoting/mine.html", {"quotes": _mine(request), "ways": Quote.Named.choices})


@signed_in
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    quote = get_object_or_404(_mine(request), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("うまく伝わりませんでした。ボタンをもう一度押してください。"))
    elif form.cleaned_data["answer"] == Quote.Answer.YES:
        answering.say_yes(quote, form.cleaned_data["named"] or quote.named)
        messages.success(request, _("ありがとうございます。いつでも取り消せます。"))
    else:
        answering.say_no(quote)
        messages.success(request, _("分かりました。載っていたところからも、消えました。"))
    return redirect("quoting:mine")
