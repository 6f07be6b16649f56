"""A person, as the secretariat looks after the rooms: what was said to them, and from where they rest."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import guarding
from members.models import Pause, Person
from salon.models import Caution, Exclusion
from salon.moderation import standing
from salon.moderation.doors import for_facilitators, sent
from salon.moderation.forms.people import CautionForm, ExclusionForm
from salon.moderation.views import pauses
from salon.rooms.changing import NotYours


def _person(request: HttpRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.user), pk=pk)


@for_facilitators
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, _person(request, pk))


@for_facilitators
@require_POST
def caution(request: HttpRequest, pk: int) -> HttpResponse:
    """A written word."""
    found = _person(request, pk)
    form = CautionForm(sent(request))
    if not (form.is_valid() and guarding.lets_through(request, form, "reason")):
        return _show(request, found, caution_form=form)
    standing.caution(request.user, found, form.cleaned_data["reason"])
    messages.success(request, _("ご本人が次に開くページに表示します。"))
    return redirect("moderation:person", pk)


@for_facilitators
@require_POST
def exclude(request: HttpRequest, pk: int) -> HttpResponse:
    """From a room or from all, for a time."""
    found = _person(request, pk)
    form = ExclusionForm(sent(request), person=found)
    if not (form.is_valid() and guarding.lets_through(request, form, "reason")):
        return _show(request, found, exclusion_form=form)
    try:
        standing.exclude(request.user, found, **form.cleaned_data)
    except NotYours:
        messages.error(request, _("ファシリテーターの利用を止めることはできません。役割を変えるのは、管理者です。"))
    else:
        messages.success(request, _("利用を止めました。ご本人に、理由と期間をお知らせします。"))
    return redirect("moderation:person", pk)


@for_facilitators
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Earlier than said."""
    found = Exclusion.objects.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    if standing.end(request.user, found):
        messages.success(request, _("利用を再開しました。ご本人は、また入れます。"))
    else:
        messages.info(request, _("もう再開しています。"))
    return redirect("moderation:person", found.person_id)


def _show(request: HttpRequest, found: Person, caution_form=None, exclusion_form=None) -> HttpResponse:
    bound = caution_form or exclusion_form
    context = {
        "found": found,
        "cautions": Caution.objects.visible_to(request.user).filter(person=found).select_related("by"),
        "exclusions": Exclusion.objects.visible_to(request.user).filter(person=found).select_related("by", "room"),
        "caution_form": caution_form or CautionForm(),
        "exclusion_form": exclusion_form or ExclusionForm(person=found),
        "pauses": _pauses(request, found),
        "form": bound,
    }
    return render(request, "salon/moderation/person.html", context, status=422 if bound else 200)


def _pauses(request: HttpRequest, person: Person) -> QuerySet[Pause]:
    """Their own and those of their organisations, that hold or will."""
    theirs = Q(person=person) | Q(organisation__in=person.organisations().values("pk"))
    return pauses.standing(request.user).filter(theirs)
