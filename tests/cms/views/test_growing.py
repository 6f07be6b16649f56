"""In the admin a button turns a practice into the draft of a case."""

import pytest
from django.urls import reverse

from cms.models import CasePage
from tests.factories.cms import practice
from tests.factories.members import AdministratorFactory, EditorFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_an_editor_grows_it_by_a_button(client):
    page = practice("台所", organisation=OrganisationFactory())
    client.force_login(EditorFactory())
    address = reverse("practice_grow", args=[page.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert not CasePage.objects.exists()
    assert "下書きをつくる" in client.get(address).text
    answer = client.post(address)
    case = CasePage.objects.get()
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[case.pk])
    assert client.get(answer["Location"]).status_code == 200


def test_for_who_drafts_no_cases_it_is_not_there(client):
    page = practice("台所")
    client.force_login(AdministratorFactory())
    assert client.post(reverse("practice_grow", args=[page.pk])).status_code == 404
    assert not CasePage.objects.exists()
