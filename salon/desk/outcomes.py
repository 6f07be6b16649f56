"""What came of an introduction, told by either side or by the secretariat."""

from datetime import date

from django.db import transaction

from members.models import Organisation, Person
from salon.models import Introduction, Outcome

# Told, and yet nothing has come of it: it stays on the desk's list
OPEN_RESULTS = {Outcome.Result.NO_CONTACT}
GOOD_RESULTS = {Outcome.Result.MET, Outcome.Result.CONTINUING, Outcome.Result.STARTED}


def tell(
    *,
    introduction: Introduction,
    person: Person,
    organisation: Organisation | None,
    result: str,
    note: str,
    day: date,
) -> Outcome | None:
    """Write down a result. None where the two were never joined. `organisation` None: the secretariat tells."""
    with transaction.atomic():
        introduction = Introduction.objects.select_for_update().get(pk=introduction.pk)
        if not introduction.is_joined:
            return None
        told = introduction.outcomes.filter(told_for=organisation).first()
        if told and (told.result, told.note, told.day) == (result, note, day):
            return told  # the same press twice
        told = Outcome.objects.create(
            introduction=introduction, result=result, note=note, day=day, told_by=person, told_for=organisation
        )
        if result not in OPEN_RESULTS:
            Introduction.objects.filter(pk=introduction.pk).update(state=Introduction.State.DONE)
        return told
