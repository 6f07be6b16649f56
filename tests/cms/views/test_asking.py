"""「この団体に聞いてみる」 leads members to an introduction and everybody else to the secretariat, with the page's name."""

import pytest
from django.core import mail
from django.urls import reverse

from cms.models import Enquiry
from tests.factories.cms import case, practice
from tests.factories.members import OrganisationFactory, PersonFactory, member_of

pytestmark = pytest.mark.django_db
GOOD = {"name": "花子", "email": "hanako@example.org", "body": "教えてください。"}


@pytest.fixture
def owner(db):
    organisation = OrganisationFactory(name="縁側の会")
    member_of(organisation)
    return organisation


@pytest.mark.parametrize("make", [case, practice])
def test_every_case_and_practice_leads_there(make, owner, client):
    page = make("朝の台所", organisation=owner)
    assert f'href="{reverse("site:ask", args=[page.pk])}"' in client.get(page.url).text


def test_a_member_comes_to_the_form_of_an_introduction(owner, client):
    page = practice("朝の台所", organisation=owner)
    client.force_login(member_of(OrganisationFactory()))
    assert client.get(reverse("site:ask", args=[page.pk]))["Location"] == reverse("desk:ask", args=[page.pk])


def test_everybody_else_comes_to_the_form_with_the_name_of_the_page(owner, client, django_capture_on_commit_callbacks):
    page = practice("朝の台所", organisation=owner)
    for person in (None, PersonFactory(), member_of(owner)):
        if person:
            client.force_login(person)
        address = client.get(reverse("site:ask", args=[page.pk]))["Location"]
        assert address == f"/contact/?about={page.pk}"
    shown = client.get(address).text
    assert "朝の台所" in shown and "縁側の会" in shown
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/contact/", {**GOOD, "about": page.pk})
    assert Enquiry.objects.get().about.pk == page.pk
    assert "朝の台所" in mail.outbox[0].body and page.address in mail.outbox[0].body


def test_a_form_that_was_refused_still_names_the_page(owner, client):
    page = practice("朝の台所", organisation=owner)
    refused = client.post("/contact/", {**GOOD, "name": "", "about": page.pk})
    assert refused.status_code == 422
    assert "朝の台所" in refused.text and f'name="about" value="{page.pk}"' in refused.text


def test_what_is_no_public_page_is_named_nowhere(owner, client):
    draft = practice("まだ秘密の取組", live=False, organisation=owner)
    assert client.get(reverse("site:ask", args=[draft.pk])).status_code == 404
    for number in (draft.pk, 0, "x", "9" * 30, "²"):
        assert "まだ秘密" not in client.get("/contact/", {"about": number}).text
        assert client.post("/contact/", {**GOOD, "about": number}).status_code == 302
    assert not Enquiry.objects.exclude(about=None).exists()


def test_a_page_of_no_organisation_leads_to_the_secretariat(home, client):
    page = case("事務局の事例")
    client.force_login(member_of(OrganisationFactory()))
    assert client.get(reverse("site:ask", args=[page.pk]))["Location"].startswith("/contact/")
