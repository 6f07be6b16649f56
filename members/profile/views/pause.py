"""/me/pause/: stepping back for a while, oneself or an organisation that one looks after."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.doors import signed_in
from members.models import Organisation, Pause
from members.profile.forms import PauseForm


def _own(person):
    """Pauses of oneself and of the organisations one administers, that have not ended."""
    organisations = person.administers().values("organisation")
    mine = Pause.objects.visible_to(person).filter(Q(person=person) | Q(organisation__in=organisations))
    return mine.standing(timezone.localdate())


@signed_in
def pauses(request):
    person = request.user
    organisations = Organisation.objects.filter(pk__in=person.administers().values("organisation"))
    form = PauseForm(request.POST if request.method == "POST" else None, person=person, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("お休みを決めました。どうぞ、ゆっくりなさってください。"))
        return redirect("profile:pauses")
    context = {"form": form, "pauses": _own(person).select_related("person", "organisation")}
    return render(request, "members/me_pause.html", context)


@signed_in
@require_POST
def end_pause(request, pk: int):
    get_object_or_404(_own(request.user), pk=pk).end()
    messages.success(request, _("おかえりなさい。お休みのあいだのことは、あすのまとめのメールでもお伝えします。"))
    return redirect("profile:pauses")
