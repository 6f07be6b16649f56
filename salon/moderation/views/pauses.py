"""Who rests or will: the secretariat ends a pause for somebody who says on the telephone that they are back."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.models import Pause, Person
from salon.moderation.doors import for_facilitators


def standing(person: Person) -> QuerySet[Pause]:
    """What this person may know of, that holds today or will."""
    found = Pause.objects.visible_to(person).standing(timezone.localdate())
    return found.select_related("person", "organisation")


@for_facilitators
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "salon/moderation/pauses.html", {"pauses": standing(request.user)})


@for_facilitators
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """One press. `person`: from whose page it was pressed; pressed twice it is over all the same."""
    if pause := standing(request.user).filter(pk=pk).first():
        pause.end()
        messages.success(request, _("お休みを終えました。きょうから、またメールやお知らせが届きます。"))
    else:
        messages.info(request, _("このお休みは、もう終わっています。"))
    number = request.POST.get("person", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        return redirect("moderation:person", get_object_or_404(Person.objects.visible_to(request.user), pk=number).pk)
    return redirect("moderation:pauses")
