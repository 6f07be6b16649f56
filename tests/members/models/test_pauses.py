"""Who rests on a day, and who may know since when."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.mail import batches, hours
from members.models import Organisation, Pause, Person
from members.models.letters import Kind
from members.models.pauses import organisations_paused_on, people_paused_on
from tests.factories.members import (
    AdministratorFactory,
    AffiliationFactory,
    FacilitatorFactory,
    OrganisationFactory,
    PersonFactory,
    member_of,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def test_from_a_day_to_a_day_both_of_them_included():
    person = PersonFactory()
    Pause.objects.create(person=person, since=date(2026, 7, 3), until=date(2026, 7, 5))
    resting = [day for day in range(1, 8) if people_paused_on(date(2026, 7, day)).filter(pk=person.pk).exists()]
    assert resting == [3, 4, 5]


def test_people_rest_with_all_their_organisations_and_facilitators_never_by_that():
    first, second = OrganisationFactory(), OrganisationFactory()
    one, both, desk = member_of(first), member_of(first), FacilitatorFactory()
    for person, organisation in ((both, second), (desk, first)):
        AffiliationFactory(person=person, organisation=organisation)
    Pause.objects.create(organisation=first)
    assert set(organisations_paused_on(TODAY)) == {first}
    assert set(people_paused_on(TODAY)) == {one}
    Organisation.objects.filter(pk=second.pk).update(status=Organisation.Status.PAUSED)
    assert set(people_paused_on(TODAY)) == {one, both}


def test_who_rests_gets_no_mail_and_what_no_digest_makes_up_for_waits():
    person, other = PersonFactory(), PersonFactory()
    Pause.objects.create(person=person)
    for kind in Kind:
        waits = {person} if kind in hours.WAITING else set()
        assert set(batches.receiving(Person.objects.all(), kind)) == {other} | waits
    assert hours.WAITING == (Kind.NOTICE,)


def test_a_pause_is_of_a_person_or_of_an_organisation():
    for both_or_none in ({}, {"person": PersonFactory(), "organisation": OrganisationFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pause.objects.create(**both_or_none)


def test_it_is_known_to_oneself_who_looks_after_the_organisation_and_the_secretariat():
    organisation = OrganisationFactory()
    leader, colleague = member_of(organisation, administrator=True), member_of(organisation)
    own, ours = Pause.objects.create(person=colleague), Pause.objects.create(organisation=organisation)
    assert set(Pause.objects.visible_to(colleague)) == {own}
    assert set(Pause.objects.visible_to(leader)) == {ours}
    for desk in (FacilitatorFactory(), AdministratorFactory()):
        assert set(Pause.objects.visible_to(desk)) == {own, ours}
