"""What moderators did stays as it was written."""

import pytest

from salon.models import Deed
from salon.models.deeds import WrittenOnce
from salon.rooms import logbook
from tests.factories.members import (
    AdministratorFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    PersonFactory,
    member_of,
)

pytestmark = pytest.mark.django_db


def test_nothing_is_changed_or_taken_out():
    desk = FacilitatorFactory()
    deed = logbook.write(desk, Deed.Kind.ANNOUNCE, reason="理由")
    deed.reason = "別の理由"
    for step in (deed.save, deed.delete, Deed.objects.all().delete, lambda: Deed.objects.update(reason="")):
        with pytest.raises(WrittenOnce):
            step()
    assert Deed.objects.get().reason == "理由"


def test_the_name_stays_when_the_person_is_gone():
    desk, person = FacilitatorFactory(name="見守るひと"), PersonFactory(name="去るひと")
    logbook.write(desk, Deed.Kind.CAUTION, person=person)
    person.delete()
    desk.delete()
    deed = Deed.objects.get()
    assert (deed.by, deed.by_name, deed.person, deed.person_name) == (None, "見守るひと", None, "去るひと")


def test_facilitators_and_administrators_read_it():
    logbook.write(FacilitatorFactory(), Deed.Kind.ANNOUNCE)
    readers = {FacilitatorFactory: 1, AdministratorFactory: 1, EditorFactory: 0, PersonFactory: 0}
    for make, count in readers.items():
        assert Deed.objects.visible_to(make()).count() == count
    assert Deed.objects.visible_to(member_of(OrganisationFactory())).count() == 0
