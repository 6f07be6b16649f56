"""The form in which a hub suggests an introduction, and the desk's no."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from members.models import Organisation
from salon.desk import suggesting
from salon.desk.doors import for_facilitators, for_members
from salon.desk.forms import OpenText
from salon.models import HubProposal, Posting


class SuggestionForm(forms.Form):
    """Whom, and why."""

    other = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("どの団体とおつなぎするとよさそうですか"),
        to_field_name="code",
        empty_label=gettext_lazy("選んでください"),
        error_messages={
            "required": gettext_lazy("団体を選んでください。"),
            "invalid_choice": gettext_lazy("団体を一覧から選び直してください。"),
        },
    )
    words = OpenText(
        label=gettext_lazy("どうしてそう思いましたか"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("わけを書いてください。事務局が読みます。"),
            "max_length": gettext_lazy("1000文字までにしてください。"),
        },
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = organisations


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, pk: int) -> HttpResponse:
    """People of a hub, for a posting of its block or theme."""
    posting = get_object_or_404(Posting.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    hub = suggesting.hub_of(request.user, posting)
    if hub is None:
        raise Http404
    form = SuggestionForm(request.POST or None, organisations=suggesting.choices(hub, posting))
    if request.method == "POST" and form.is_valid():
        suggesting.suggest(person=request.user, hub=hub, posting=posting, **form.cleaned_data)
        messages.success(request, _("事務局に伝えました。おつなぎするかどうかは、事務局が考えます。"))
        return redirect("desk:posting", pk)
    context = {"posting": posting, "hub": hub, "form": form}
    return render(request, "salon/desk/suggest.html", context, status=422 if form.errors else 200)


@for_facilitators
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk does not follow it now."""
    suggesting.decline(get_object_or_404(HubProposal.objects.visible_to(request.user), pk=pk))
    messages.success(request, _("今回は見送りました。"))
    return redirect("desk:desk")
