"""The access version rises through every door that changes who reads what, and with the change, not after it."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from members import access
from members.models import Affiliation, Organisation, Person, TargetGroup
from tests.factories.members import (
    BlockFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    TargetGroupFactory,
    ThemeFactory,
    member_of,
    prefecture,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(db):
    organisation = OrganisationFactory(prefecture="大阪府", target_groups=["高齢者"])
    ThemeFactory(name="高齢者支援", target_groups=["高齢者"])
    return member_of(organisation)


def affiliation_ends(person):
    affiliation = person.affiliations.get()
    affiliation.until = timezone.localdate() - datetime.timedelta(days=1)
    affiliation.save()


def person_is_deactivated(person):
    person.is_active = False
    person.save()


def role_is_given(person):
    person.is_facilitator = True
    person.save()


def organisation_leaves(person):
    organisation = person.organisations().get()
    organisation.status = Organisation.Status.LEFT
    organisation.save()


def participation_is_withdrawn(person):
    participation = ParticipationFactory(organisation=person.organisations().get())
    participation.withdrawn = True
    participation.save()


def prefecture_moves_to_another_block(person):
    osaka = prefecture("大阪府")
    osaka.block = BlockFactory()
    osaka.save()


def theme_takes_another_target_group(person):
    ThemeFactory(name="高齢者支援").target_groups.set([TargetGroupFactory()])


def target_group_takes_a_theme_from_its_side(person):
    TargetGroup.objects.get(name="高齢者").themes.clear()


def target_group_is_deleted(person):
    TargetGroup.objects.filter(name="高齢者").delete()


def organisation_changes_prefectures(person):
    person.organisations().get().prefectures.set([prefecture("宮崎県")])


def organisation_changes_target_groups(person):
    person.organisations().get().target_groups.clear()


def organisation_chooses_a_block(person):
    person.organisations().get().extra_blocks.add(BlockFactory())


def organisation_chooses_a_theme(person):
    person.organisations().get().extra_themes.add(ThemeFactory())


def affiliations_are_deleted_together(person):
    Affiliation.objects.filter(person=person).delete()


def people_are_deleted_together(person):
    Person.objects.filter(pk=person.pk).delete()


def organisations_are_deleted_together(person):
    Organisation.objects.filter(pk=person.organisations().get().pk).delete()


@pytest.mark.parametrize(
    "door",
    [
        affiliation_ends,
        person_is_deactivated,
        role_is_given,
        organisation_leaves,
        participation_is_withdrawn,
        prefecture_moves_to_another_block,
        theme_takes_another_target_group,
        target_group_takes_a_theme_from_its_side,
        target_group_is_deleted,
        organisation_changes_prefectures,
        organisation_changes_target_groups,
        organisation_chooses_a_block,
        organisation_chooses_a_theme,
        affiliations_are_deleted_together,
        people_are_deleted_together,
        organisations_are_deleted_together,
    ],
)
def test_the_version_rises(somebody, door):
    before = access.version()
    door(somebody)
    assert access.version() > before


def test_a_change_that_is_rolled_back_takes_its_version_back(somebody):
    before = access.version()
    with transaction.atomic():
        affiliation_ends(somebody)
        transaction.set_rollback(True)
    assert access.version() == before


def test_reading_raises_nothing(somebody):
    before = access.version()
    list(Organisation.objects.visible_to(somebody))
    list(Person.objects.visible_to(somebody))
    assert access.version() == before


def test_the_first_version_of_an_empty_house_is_zero():
    assert access.version() == 0
    PersonFactory()
    assert access.version() > 0
