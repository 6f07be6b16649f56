"""Machines are told who we are and who the organisations are, and nothing that is invented."""

import json
import re

import pytest

from tests.factories.members import OrganisationFactory

pytestmark = pytest.mark.django_db


def told(client, path):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).text)
    return [json.loads(text) for text in found]


def test_the_first_page_says_who_the_network_is(client, home, settings):
    [network] = told(client, "/")
    assert network["@type"] == "Organization" and network["url"] == f"{settings.SITE_URL}/"
    assert network["logo"].startswith(settings.SITE_URL)


def test_the_page_of_an_organisation_says_who_it_is(client, home, settings):
    OrganisationFactory(
        code="one", name="</script><b>団体", prefecture="大阪府", founded_year=2001, website="https://one.example/"
    )
    [one] = told(client, "/organisations/one/")
    assert one["name"] == "</script><b>団体" and one["url"] == f"{settings.SITE_URL}/organisations/one/"
    assert one["areaServed"] == [{"@type": "AdministrativeArea", "name": "大阪府"}]
    assert (one["foundingDate"], one["sameAs"]) == ("2001", "https://one.example/")


def test_a_sample_is_told_to_no_machine(client, home):
    OrganisationFactory(code="sample", is_sample=True)
    assert told(client, "/organisations/sample/") == []
