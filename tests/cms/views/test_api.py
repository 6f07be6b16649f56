"""What programs read is what everybody reads, by the same conditions."""

import json

import pytest
from wagtail.models import Collection, CollectionViewRestriction

from cms import casework, directory
from cms.models import Uptake
from cms.views.api import CasesAsked, OrganisationsAsked, StoriesAsked
from tests.factories.cms import case, document, lock, practice
from tests.factories.members import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(home):
    organisation = OrganisationFactory(code="one", name="ひとつめの団体", prefecture="大阪府", target_groups=["高齢者"])
    return case(
        "縁側のお茶",
        slug="tea",
        organisation=organisation,
        target_groups=["高齢者"],
        prefectures=["大阪府"],
        tags=["札"],
        body=[("need", {"text": "さびしい昼"})],
    )


def ask(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"].startswith("application/json")
    assert response["Access-Control-Allow-Origin"] == "*" and "public" in response["Cache-Control"]
    return json.loads(response.content)


def test_cases_are_found_by_the_conditions_of_the_page(client, site, settings):
    case("別の事例", target_groups=["子ども"])
    [told] = ask(client, f"/api/cases/?target={site.target_groups.get().slug}&q=縁側")["items"]
    assert told["title"] == "縁側のお茶" and told["address"] == f"{settings.SITE_URL}/cases/tea/"
    assert [word["name"] for word in told["prefectures"]] == ["大阪府"]
    assert told["organisation"] == "ひとつめの団体" and told["is_sample"] is False
    assert ask(client, "/api/cases/")["count"] == 2


def test_the_document_names_every_condition_of_the_pages():
    for asked, facets in (
        (CasesAsked, casework.facets()),
        (StoriesAsked, casework.word_facets()),
        (OrganisationsAsked, directory.facets()),
    ):
        assert set(asked.model_fields) == {"q", "page", *(facet.param for facet in facets)}


def test_what_makes_no_sense_is_said_and_left_out(client, site):
    told = ask(client, "/api/cases/?target=nobody&page=99&elsewhere=1")
    assert told["count"] == 1 and len(told["problems"]) == 2


def test_a_case_comes_with_its_text_as_its_page_shows_it(client, site):
    told = ask(client, "/api/cases/tea/")
    assert [part["kind"] for part in told["parts"]] == ["need"] and "さびしい昼" in told["parts"][0]["html"]


def test_organisations_and_their_profile(client, site):
    [told] = ask(client, "/api/organisations/?prefecture=27")["items"]
    assert (told["code"], told["name"]) == ("one", "ひとつめの団体")
    whole = ask(client, "/api/organisations/one/")
    assert {"name": "都道府県", "value": "大阪府"} in whole["facts"]


def test_practices_as_they_are_published_and_who_takes_them_up(client, site):
    owner, other = site.organisation, OrganisationFactory(name="ほかの団体")
    page = practice("朝の椅子", slug="chair", organisation=owner, target_groups=["高齢者"], learnt="座ると話します")
    Uptake.objects.create(practice=page, organisation=other, stage=Uptake.Stage.DOING, is_shown=True)
    practice("送ったばかり", slug="sent", live=False)
    page.how = "まだ見ていない文"
    page.save_revision()
    [told] = ask(client, f"/api/practices/?q=椅子&target={page.target_groups.get().slug}")["items"]
    assert (told["title"], told["organisation"]) == ("朝の椅子", "ひとつめの団体")
    whole = ask(client, "/api/practices/chair/")
    assert {"name": "やってみて分かったこと", "value": "座ると話します"} in whole["parts"]
    assert whole["taken_up"] == ["ほかの団体"]
    assert client.get("/api/practices/sent/").status_code == 404
    text = "".join(
        client.get(path).text for path in ("/api/practices/", "/api/practices/chair/", "/feeds/practices.atom")
    )
    assert "送ったばかり" not in text and "まだ見ていない文" not in text


def test_words_lead_to_what_they_name(client, site):
    for kind in ("cases", "practices", "organisations"):
        for facet in ask(client, f"/api/words/{kind}/"):
            for word in facet["values"]:
                assert not ask(client, f"/api/{kind}/?{facet['parameter']}={word['slug']}")["problems"]


def test_what_is_not_public_is_not_there(client, site):
    case("下書きの事例", slug="draft", live=False)
    lock(case("ないしょの事例", slug="locked", tags=["ひみつ"]))
    OrganisationFactory(code="left", name="退会した団体", status="left")
    for path in ("/api/cases/draft/", "/api/cases/locked/", "/api/organisations/left/", "/api/cases/none/"):
        assert client.get(path).status_code == 404, path
    text = "".join(
        client.get(path).text
        for path in ("/api/cases/", "/api/organisations/", "/api/words/cases/", "/feeds/cases.atom", "/sitemap.xml")
    )
    assert "縁側のお茶" in text
    for word in ("下書きの事例", "ないしょの事例", "ひみつ", "退会した団体"):
        assert word not in text


def test_a_file_under_a_lock_is_not_named(client, home):
    locked = Collection.get_first_root_node().add_child(name="会員")
    CollectionViewRestriction.objects.create(collection=locked, restriction_type="login")
    files = [document("みんなの資料"), document("会員の資料", locked)]
    case(slug="files", body=[("materials", {"rows": [{"document": file.pk, "note": ""} for file in files]})])
    text = client.get("/api/cases/files/").text
    assert "みんなの資料" in text and "会員の資料" not in text


def test_nothing_is_written_here(client, site):
    for method in (client.post, client.put, client.patch, client.delete):
        assert method("/api/cases/").status_code == 405
        assert method("/api/cases/tea/").status_code == 405


def test_lists_ask_no_more_for_more(client, site, django_assert_max_num_queries):
    for number in range(20):
        of = {"organisation": OrganisationFactory(prefecture="大阪府"), "target_groups": [f"対象{number}"]}
        case(f"事例{number}", **of)
        practice(f"取組{number}", **of)
    for path in ("/api/cases/", "/api/practices/", "/api/organisations/", "/feeds/cases.atom", "/feeds/practices.atom"):
        client.get(path)
        with django_assert_max_num_queries(10):
            client.get(path)
