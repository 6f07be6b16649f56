"""Who takes a practice up is named on the page when the organisation agreed, and known to the desk anyway."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cms.models import Uptake
from cms.practices import finding, uptake
from members.models import Organisation
from tests.factories.cms import practice
from tests.factories.members import EditorFactory, FacilitatorFactory, OrganisationFactory, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    return practice("台所", organisation=OrganisationFactory())


@pytest.fixture
def taker(page):
    return member_of(OrganisationFactory(name="となりの団体"))


def take_up(page, person, stage="doing", is_shown=True):
    organisation = person.organisations().get()
    return uptake.take_up(person=person, practice=page, organisation=organisation, stage=stage, is_shown=is_shown)


def named_on(client, page):
    return "となりの団体" in client.get(page.url).content.decode()


def test_an_organisation_that_does_it_too_is_named_when_it_agreed(page, taker, client):
    take_up(page, taker, is_shown=False)
    assert not named_on(client, page)
    take_up(page, taker)
    assert named_on(client, page)
    uptake.let_go(page, taker.organisations().get())
    assert not named_on(client, page)


def test_a_wish_is_never_shown(page, taker, client):
    take_up(page, taker, stage="wish", is_shown=True)
    assert not named_on(client, page)
    Uptake.objects.update(is_shown=True)
    assert not named_on(client, page)


def test_who_left_the_network_is_not_named_any_more(page, taker, client):
    take_up(page, taker)
    Organisation.objects.filter(name="となりの団体").update(status=Organisation.Status.LEFT)
    assert not named_on(client, page)


def test_a_wish_is_read_by_its_own_people_and_the_desk(page, taker):
    wish = take_up(page, taker, stage="wish")
    colleague = member_of(taker.organisations().get())
    for person in (taker, colleague, FacilitatorFactory()):
        assert wish in Uptake.objects.visible_to(person)
    for person in (AnonymousUser(), member_of(page.organisation), EditorFactory()):
        assert wish not in Uptake.objects.visible_to(person)


def test_one_says_so_for_ones_own_organisations_and_not_of_ones_own_practice(page, taker):
    assert uptake.organisations_for(taker, page).get().name == "となりの団体"
    assert not uptake.organisations_for(member_of(page.organisation), page).exists()


def test_said_again_it_replaces_what_was_said(page, taker):
    take_up(page, taker, stage="wish")
    take_up(page, taker)
    assert [one.stage for one in finding.taken_up(page)] == ["doing"]
    assert Uptake.objects.count() == 1
