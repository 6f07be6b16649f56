"""Organisations, as strangers see them."""

import pytest

from members.models import Organisation
from tests.factories.members import (
    AffiliationFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def names(client, **asked):
    response = client.get("/organisations/", asked)
    assert response.status_code == 200
    return [organisation.name for organisation in response.context["organisations"]]


def test_samples_stand_last_and_count_nowhere(client, home):
    OrganisationFactory(code="a-sample", name="見本の会", is_sample=True)
    OrganisationFactory(code="b-real", name="ほんとうの会")
    response = client.get("/organisations/")
    assert [o.name for o in response.context["organisations"]] == ["ほんとうの会", "見本の会"]
    assert '<h2 id="results">1団体</h2>' in response.text
    assert '<span class="sample">見本</span>' in response.text
    assert "<strong>1</strong>団体" in client.get("/").text


def test_who_left_withdrew_or_runs_the_house_is_not_there(client, home):
    OrganisationFactory(code="left", name="退会した会", status="left")
    OrganisationFactory(code="house", name="事務局の会", is_secretariat=True)
    ParticipationFactory(organisation=OrganisationFactory(code="withdrawn", name="辞退した会"), withdrawn=True)
    ParticipationFactory(organisation=OrganisationFactory(code="stays", name="続ける会"))
    assert names(client) == ["続ける会"]
    for code in ("left", "house", "withdrawn"):
        assert client.get(f"/organisations/{code}/").status_code == 404


def test_not_even_its_own_people_or_the_secretariat_see_more_on_public_pages(client, home):
    left = OrganisationFactory(code="left", status="left")
    person = PersonFactory(is_administrator=True, is_facilitator=True)
    AffiliationFactory(person=person, organisation=left)
    client.force_login(person)
    assert names(client) == []
    assert client.get("/organisations/left/").status_code == 404


def test_conditions_of_place_and_words(client, home):
    osaka = OrganisationFactory(name="大阪の会", prefectures=["大阪府"], target_groups=["高齢者"], approaches=["送迎"])
    OrganisationFactory(name="北の会", prefectures=["北海道"], extra_blocks=[osaka.prefectures.get().block])
    OrganisationFactory(name="南の会", prefectures=["沖縄県"])
    theme = ThemeFactory(target_groups=["高齢者"])
    kinki = osaka.prefectures.get().block.slug
    assert set(names(client, block=kinki)) == {"大阪の会", "北の会"}
    assert names(client, prefecture="27") == ["大阪の会"]
    assert names(client, theme=theme.slug) == ["大阪の会"]
    assert names(client, target=osaka.target_groups.get().slug, approach=osaka.approaches.get().slug) == ["大阪の会"]
    assert names(client, prefecture=["27", "47"]) == ["大阪の会", "南の会"]


def test_tokyo_is_not_kyoto(client, home):
    OrganisationFactory(name="東の会", prefectures=["東京都"])
    OrganisationFactory(name="西の会", prefectures=["京都府"])
    assert names(client, prefecture="26") == ["西の会"]


def test_conditions_of_the_profile(client, home):
    full = {"founded_year": 2005, "size": "tiny", "office": "shared", "local_ties": "formal"}
    OrganisationFactory(name="書いた会", **full)
    OrganisationFactory(name="書いていない会")
    for asked in ({"founded": "2000s"}, {"size": "tiny"}, {"office": "shared"}, {"ties": "formal"}):
        assert names(client, **asked) == ["書いた会"]
    assert names(client, founded=["before-2000", "2020s"]) == []
    assert "まだ書かれていない項目" in client.get("/organisations/?size=tiny").text


def test_a_name_is_found_however_it_is_written(client, home):
    OrganisationFactory(name="ＮＰＯ　わんず（本部）")
    OrganisationFactory(name="別の会")
    for q in ("npo", "ワンズ", "ﾜﾝｽﾞ", "わんず(本部)", "ＮＰＯ わんず"):
        assert names(client, q=q) == ["ＮＰＯ　わんず（本部）"], q
    assert names(client, q="100%") == []


def test_the_directory_needs_twelve_queries(client, home, django_assert_max_num_queries):
    for number in range(30):
        OrganisationFactory(prefectures=["大阪府", "京都府"], target_groups=["高齢者", f"語{number}"])
    for path in ("/organisations/", "/organisations/?prefecture=27&q=団体&size=tiny&page=2", "/organisations/?page=2"):
        client.get(path)
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200


def test_an_empty_list_says_which_condition_to_leave_out(client, home):
    OrganisationFactory(name="北の会", prefectures=["北海道"], size="tiny")
    nothing = client.get("/organisations/", {"q": "北海道 縁側", "size": "tiny"})
    assert not nothing.context["organisations"]
    for label, without in nothing.context["selection"].fewer():
        assert f"「{label}」を外す" in nothing.text
        again = client.get(f"/organisations/{without}")
        assert bool(again.context["organisations"]) == (label == "縁側"), label


def test_the_page_of_an_organisation_tells_its_profile_and_says_once_what_is_not_written(client, home):
    organisation = OrganisationFactory(
        code="one", name="一つの会", prefectures=["大阪府"], founded_year=1999, target_groups=["高齢者"]
    )
    ThemeFactory(name="高齢者の集い", target_groups=["高齢者"])
    ParticipationFactory(organisation=organisation, project_title="見守りの事業")
    text = client.get("/organisations/one/").text
    for word in ("一つの会", "大阪府", "近畿", "高齢者の集い", "1999年", "見守りの事業"):
        assert word in text
    assert text.count("これから書かれること：活動地域、取組の種類、") == 1
    assert "<dt>取組の種類</dt>" not in text and "未記入" not in text


def test_no_person_is_named(client, home):
    organisation = OrganisationFactory(code="one")
    person = PersonFactory(name="隠れた人", email="hidden@example.org", phone="090-0000-0000")
    AffiliationFactory(person=person, organisation=organisation, title="隠れた役")
    text = client.get("/organisations/one/").text + client.get("/organisations/?q=隠れた人").text.replace(
        'value="隠れた人"', ""
    )
    for word in ("隠れた人", "hidden@example.org", "090-0000", "隠れた役"):
        assert word not in text


def test_a_website_is_a_link_only_where_it_is_an_address(client, home):
    OrganisationFactory(code="good", website="https://example.org/")
    bad = OrganisationFactory(code="bad")
    Organisation.objects.filter(pk=bad.pk).update(website="javascript:alert(1)")
    assert 'href="https://example.org/"' in client.get("/organisations/good/").text
    assert "javascript:" not in client.get("/organisations/bad/").text
