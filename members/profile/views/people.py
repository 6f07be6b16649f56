"""/me/people/<id>/: members see members."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from members.doors import signed_in
from members.models import Organisation, Person
from members.profile.contact import contact_visible_to


@require_safe
@signed_in
def person(request, pk: int):
    found = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    affiliations = (
        found.affiliations.current()
        .filter(organisation__in=Organisation.objects.visible_to(request.user))
        .select_related("organisation")
    )
    return render(
        request,
        "members/person.html",
        {
            "person": found,
            "affiliations": affiliations,
            "contact": contact_visible_to(request.user).filter(pk=found.pk).exists(),
        },
    )
