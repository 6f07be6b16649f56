"""「うちでもやってみたい」 is said on a page of its own, for an organisation of one's own."""

import pytest
from django.urls import reverse

from cms.models import Uptake
from tests.factories.cms import practice
from tests.factories.members import AffiliationFactory, OrganisationFactory, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    return practice("台所", organisation=OrganisationFactory())


@pytest.fixture
def address(page):
    return reverse("cms:uptake", args=[page.pk])


def test_it_is_said_and_taken_back(page, address, client):
    person = member_of(OrganisationFactory(code="minato", name="みなとの会"))
    client.force_login(person)
    assert f'href="{address}"' in client.get(page.url).text
    answer = client.post(address, {"stage": "doing", "is_shown": "on"}, follow=True)
    assert "みなとの会として「うちでもやっています」" in answer.text
    assert "カードに名前が載っています" in answer.text
    client.post(address, {"drop": "minato"})
    assert not Uptake.objects.exists()


def test_one_of_the_two_has_to_be_chosen(address, client):
    client.force_login(member_of(OrganisationFactory()))
    answer = client.post(address, {"is_shown": "on"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"stage"}


def test_who_belongs_to_several_says_for_which(address, client):
    person = member_of(OrganisationFactory(code="minato"))
    AffiliationFactory(person=person, organisation=OrganisationFactory(code="yama"))
    client.force_login(person)
    client.post(address, {"stage": "wish", "organisation": "yama"})
    assert Uptake.objects.get().organisation.code == "yama"
    OrganisationFactory(code="foreign")
    assert client.post(address, {"stage": "wish", "organisation": "foreign"}).status_code == 422
    assert client.post(address, {"drop": "foreign"}).status_code == 404
    assert Uptake.objects.count() == 1


def test_its_own_people_do_not_take_it_up(page, address, client):
    client.force_login(member_of(page.organisation))
    assert client.get(address).status_code == 404
    assert client.post(address, {"stage": "wish"}).status_code == 404
