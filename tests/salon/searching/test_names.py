"""People and organisations are found by name, however it is written."""

import pytest

from cms.searching.folding import fold
from salon.searching import names
from tests.factories.members import AffiliationFactory, OrganisationFactory, member_of
from tests.factories.salon import kinki

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["山田太郎", "山田　太郎", "やまだ", "ﾔﾏﾀﾞ"])
def test_a_person_is_found_with_and_without_a_space_in_the_name(typed):
    _room, one, _two = kinki()
    person = member_of(OrganisationFactory(prefecture="京都府"), name="山田 太郎", reading="やまだ たろう")
    assert names.people(one, [fold(typed)], 5) == [person]


def test_a_name_does_not_go_on_in_its_reading():
    _room, one, _two = kinki()
    member_of(OrganisationFactory(prefecture="京都府"), name="山田 太郎", reading="やまだ たろう")
    assert names.people(one, [fold("郎やまだ")], 5) == []


def test_beside_a_person_stand_organisations_that_one_sees():
    _room, one, two = kinki()
    for status in ("paused", "left"):
        AffiliationFactory(person=two, organisation=OrganisationFactory(name=status, status=status))
    [found] = names.people(one, [fold(two.name)], 5)
    assert {at.organisation.name for at in found.belongs} == {"兵庫の団体", "paused"}
