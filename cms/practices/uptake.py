"""Which organisation would like to do the same, or does."""

from django.db.models import QuerySet

from cms.models import PracticePage, Uptake
from cms.models.practices import own_organisations
from members.models import Organisation, Person


def organisations_for(person: Person, practice: PracticePage) -> QuerySet[Organisation]:
    """For which a person may say so: one's own, without the one whose practice it is."""
    return own_organisations(person).exclude(practices=practice.pk)


def take_up(
    *, person: Person, practice: PracticePage, organisation: Organisation, stage: str, is_shown: bool
) -> Uptake:
    """Said again it changes what was said. A wish is shown to nobody but the desk, whatever was ticked."""
    uptake, _made = Uptake.objects.update_or_create(
        practice=practice,
        organisation=organisation,
        defaults={"person": person, "stage": stage, "is_shown": is_shown and stage == Uptake.Stage.DOING},
    )
    return uptake


def let_go(practice: PracticePage, organisation: Organisation) -> None:
    Uptake.objects.filter(practice=practice, organisation=organisation).delete()
