"""One press on the public page keeps it, and the page is the same for whoever reads it."""

import pytest
from django.urls import reverse

from cms import later
from tests.factories.cms import case
from tests.factories.members import OrganisationFactory, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    return case("橋の下の茶の間", organisation=OrganisationFactory())


@pytest.fixture
def person(page):
    return member_of(OrganisationFactory())


def test_the_page_is_the_same_for_who_keeps_it(page, person, client):
    plain = client.get(page.url).content
    client.force_login(person)
    later.keep(person, page)
    assert client.get(page.url).content == plain


def test_one_press_on_the_page_keeps_it(page, person, client):
    client.force_login(person)
    address = reverse("cms:later-keep", args=[page.pk])
    assert f'action="{address}"' in client.get(page.url).content.decode()
    answer = client.post(address, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer["Location"] == reverse("cms:later-page", args=[page.pk])
    assert later.kept(person) == [page]


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", None])
def test_another_site_keeps_nothing_for_somebody(page, person, client, site):
    client.force_login(person)
    headers = {"Sec-Fetch-Site": site} if site else {}
    answer = client.post(reverse("cms:later-keep", args=[page.pk]), headers=headers)
    assert later.kept(person) == []
    # An old browser, which does not say where the press was made, presses once more
    assert "あとで読む" in client.get(answer["Location"]).content.decode()


def test_a_press_in_the_page_with_a_token_keeps_and_drops(page, person, client):
    client.force_login(person)
    address = reverse("cms:later-page", args=[page.pk])
    client.post(address, {"keep": "yes"})
    assert page.title in client.get(reverse("cms:later")).content.decode()
    client.post(address, {"keep": "no"})
    assert page.title not in client.get(reverse("cms:later")).content.decode().partition("<main")[2]


def test_who_has_not_signed_in_comes_back_to_the_button(page, person, client):
    answer = client.post(reverse("cms:later-keep", args=[page.pk]), headers={"Sec-Fetch-Site": "same-origin"})
    assert answer["Location"].startswith("/signin/?next=")
    client.force_login(person)
    assert client.get(reverse("cms:later-keep", args=[page.pk]))["Location"] == reverse(
        "cms:later-page", args=[page.pk]
    )
    assert later.kept(person) == []
