"""The site of the demonstration."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cms.blocks import CaseBody
from cms.models import CasePage
from cms.searching import index
from config.demo import network, site
from members.models import Organisation
from members.text import fold

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    network.load()
    site.load()


def test_six_cases_about_organisations_that_do_not_exist(client, loaded):
    cases = CasePage.objects.visible_to(AnonymousUser())
    assert cases.count() == 6
    assert all(case.organisation.is_sample for case in cases)
    for case in cases:
        text = client.get(case.url).text
        assert "これは見本です" in text
        # Cards of other cases are named by their title, beside the picture
        assert 'alt=""' not in text.split("case__near")[0]
    assert '<h2 id="results">95団体</h2>' in client.get("/organisations/").text
    assert "<strong>95</strong>団体" in client.get("/").text
    assert {block.block_type for case in cases for block in case.body} == set(CaseBody().child_blocks)


def test_nothing_is_said_of_a_real_organisation_and_a_second_load_changes_nothing(loaded):
    told = fold(" ".join(" ".join([*titles, *texts]) for titles, texts in map(index.parts, CasePage.objects.all())))
    for organisation in Organisation.objects.counted():
        assert organisation.folded_name not in told
    before = list(CasePage.objects.values_list("pk", "last_published_at"))
    site.load()
    assert list(CasePage.objects.values_list("pk", "last_published_at")) == before


def test_without_pictures_it_still_loads(client, monkeypatch, tmp_path):
    monkeypatch.setattr(site, "PICTURES", tmp_path)
    site.load()
    cases = CasePage.objects.visible_to(AnonymousUser())
    assert cases.count() == 6
    for case in cases:
        assert client.get(case.url).status_code == 200


def test_one_case_is_read_in_english(client, loaded):
    [case] = CasePage.objects.visible_to(AnonymousUser()).filter(slug="minato-engawa")
    text = client.get(f"/en{case.url}").text
    assert "An empty house opens its veranda" in text and "縁側だけを直し" not in text
    assert "空き家の縁側" in client.get(case.url).text
