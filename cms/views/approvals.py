"""/approvals/…: an organisation reads a draft about itself and answers. Opening it changes nothing."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from wagtail.models import TaskState

from cms import approving
from cms.forms import AnswerForm
from cms.models import ApprovalState
from cms.views.cases import context_of_draft
from members.signin.manners import mailed_link


@mailed_link
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request, token: str):
    """A link that says nothing any more tells why, and nothing of the draft."""
    state = approving.behind(token)
    if state is None or not approving.is_open(state):
        return _gone(request, state)
    form = AnswerForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if not approving.answer(state, said["name"], agrees=said["answer"] == AnswerForm.YES, comment=said["comment"]):
            return _gone(request, state)
        return HttpResponseRedirect(request.path)
    context = {**context_of_draft(approving.draft_of(state)), "form": form}
    return render(request, "cms/approval.html", context, status=422 if form.errors else 200)


def _gone(request, state: ApprovalState | None):
    state = state and ApprovalState.objects.get(pk=state.pk)
    answered = state is not None and state.status in (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)
    context = {
        "answered": answered,
        "agreed": answered and state.status == TaskState.STATUS_APPROVED,
        "changed": state is not None and not answered,
    }
    return render(request, "cms/approval_gone.html", context, status=200 if answered else 410)
