"""What a person is follows from roles and from affiliations of today."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.models import Affiliation, Person
from tests.factories.members import (
    AdministratorFactory,
    AffiliationFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    former_member_of,
    member_of,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


class TestBelonging:
    @pytest.mark.parametrize(
        ("since", "until", "belongs"),
        [(0, None, True), (-9, None, True), (-9, 0, True), (-9, -1, False), (1, None, False), (0, 0, True)],
    )
    def test_from_the_first_to_the_last_day(self, since, until, belongs):
        affiliation = AffiliationFactory(
            since=TODAY() + since * DAY, until=None if until is None else TODAY() + until * DAY
        )
        assert affiliation.person.is_member is belongs
        assert affiliation.person.organisations().exists() is belongs
        assert affiliation.is_current is belongs

    def test_once_at_a_time(self):
        person = member_of(OrganisationFactory())
        with pytest.raises(IntegrityError), transaction.atomic():
            AffiliationFactory(person=person, organisation=person.organisations().get())

    def test_again_after_having_left(self):
        organisation = OrganisationFactory()
        person = former_member_of(organisation)
        AffiliationFactory(person=person, organisation=organisation)
        assert list(person.organisations()) == [organisation]

    @pytest.mark.parametrize("fields", [{"status": "left"}, {"membership": "guest"}])
    def test_to_an_organisation_that_opens_no_rooms_is_no_membership(self, fields):
        assert not member_of(OrganisationFactory(**fields)).is_member

    def test_to_an_organisation_that_withdrew_is_no_membership(self):
        organisation = OrganisationFactory()
        ParticipationFactory(organisation=organisation, withdrawn=True)
        assert not member_of(organisation).is_member

    def test_who_is_deactivated_is_no_member(self):
        assert not member_of(OrganisationFactory(), is_active=False).is_member

    def test_the_end_of_one_affiliation_leaves_the_other(self):
        person = former_member_of(OrganisationFactory())
        AffiliationFactory(person=person)
        assert person.is_member


class TestWhoSeesWhom:
    @pytest.fixture
    def people(self, db):
        return {
            "member": member_of(OrganisationFactory()),
            "other": member_of(OrganisationFactory()),
            "former": former_member_of(OrganisationFactory()),
            "guest": member_of(OrganisationFactory(membership="guest")),
            "newcomer": PersonFactory(),
            "facilitator": FacilitatorFactory(),
            "editor": EditorFactory(),
            "administrator": AdministratorFactory(),
        }

    def seen_by(self, people, viewer) -> set[str]:
        found = Person.objects.visible_to(viewer)
        return {role for role, person in people.items() if person in found}

    def test_a_stranger_sees_nobody(self, people):
        assert self.seen_by(people, AnonymousUser()) == set()

    def test_members_see_members_and_facilitators(self, people):
        assert self.seen_by(people, people["member"]) == {"member", "other", "facilitator"}

    @pytest.mark.parametrize("role", ["former", "guest", "newcomer", "editor"])
    def test_who_is_no_member_sees_only_oneself(self, people, role):
        assert self.seen_by(people, people[role]) == {role}

    @pytest.mark.parametrize("role", ["facilitator", "administrator"])
    def test_facilitators_and_administrators_see_all(self, people, role):
        assert self.seen_by(people, people[role]) == set(people)


def test_an_address_is_one_person_however_it_is_typed():
    PersonFactory(email="Hanako@Example.ORG")
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(email=" hanako@example.org ")


def test_nobody_has_a_password_and_every_address_is_verified():
    for person in (PersonFactory(), Person.objects.create_superuser("root@example.org", "secret", name="管理")):
        assert not person.has_usable_password()
        assert person.emailaddress_set.get().verified
        assert not person.is_superuser


def test_administrating_ends_with_the_affiliation():
    organisation = OrganisationFactory()
    person = member_of(organisation, administrator=True)
    assert person.administers().get().organisation == organisation
    Affiliation.objects.update(since=TODAY() - 9 * DAY, until=TODAY() - DAY)
    assert not person.administers().exists()
