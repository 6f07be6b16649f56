"""What is not public shows nowhere, also not by its name, its tag or a number."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page

from cms.models import CaseIndexPage, CasePage, Enquiry
from tests.factories.cms import case, document, lock
from tests.factories.members import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
PLACES = ["/", "/cases/", "/cases/?tag=ひみつ", "/cases/?q=ないしょ", "/organisations/shown/", "/sitemap.xml"]


@pytest.fixture
def organisation(home):
    return OrganisationFactory(code="shown", name="見える団体")


def mentions(client, *words):
    text = "".join(client.get(place).text.replace("?tag=ひみつ", "") for place in PLACES)
    return [word for word in words if word in text]


def test_a_locked_case_shows_nowhere(client, organisation):
    case("みんなの事例", organisation=organisation, tags=["ひらけた"], target_groups=["だれでも"])
    lock(case("ないしょの事例", organisation=organisation, tags=["ひみつ"], target_groups=["うちわ"], slug="locked"))
    assert mentions(client, "みんなの事例", "ひらけた", "だれでも") == ["みんなの事例", "ひらけた", "だれでも"]
    assert mentions(client, "ないしょの事例", "うちわ", "cases/locked") == []
    # Asked for by name, a private tag is as unknown as one that never was
    assert "「ひみつ」は見つかりませんでした" in client.get("/cases/?tag=ひみつ").text
    assert client.get("/cases/locked/").status_code == 302


def test_a_case_beneath_a_locked_page_shows_nowhere(client, organisation):
    page = case("下の事例", organisation=organisation, tags=["ひみつ"])
    lock(CaseIndexPage.objects.get())
    assert mentions(client, "下の事例") == []
    assert client.get(page.url).status_code == 302
    assert not CasePage.objects.visible_to(AnonymousUser()).exists()


def test_a_locked_page_is_kept_by_no_cache(client, home):
    page = case("会員だけの事例")
    lock(page)
    client.force_login(PersonFactory())
    response = client.get(page.url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"] and "public" not in response["Cache-Control"]


def test_a_draft_shows_nowhere(client, organisation):
    page = case("下書きの事例", live=False, organisation=organisation, tags=["ひみつ"])
    assert mentions(client, "下書きの事例") == []
    assert client.get(f"/cases/{page.slug}/").status_code == 404


def test_the_words_of_a_draft_do_not_find_the_page_that_is_published(client, organisation):
    page = case("みんなの事例", organisation=organisation)
    page.title = "ないしょのはなし"
    page.save_revision()
    assert "みんなの事例" not in client.get("/cases/?q=ないしょ").text
    page.get_latest_revision().publish()
    assert "ないしょのはなし" in client.get("/cases/?q=ないしょ").text


def test_a_case_taken_back_shows_nowhere(client, organisation):
    page = case("取り下げた事例", organisation=organisation)
    page.unpublish()
    assert mentions(client, "取り下げた事例") == []


def test_a_case_that_expired_shows_nowhere(client, organisation):
    page = case("期限の切れた事例", organisation=organisation, expire_at=timezone.now())
    page.unpublish()
    assert mentions(client, "期限の切れた事例") == []


def test_a_copy_that_follows_a_locked_page_is_not_listed(client, organisation):
    page = case("うつしの事例", organisation=organisation)
    lock(page)
    page.create_alias(parent=CaseIndexPage.objects.get(), update_slug="copy")
    assert mentions(client, "うつしの事例") == []


def test_the_password_of_a_page_is_no_way_around_the_sign_in():
    assert "password" not in CasePage.private_page_options


def test_a_file_of_a_locked_collection_is_not_named(client, home):
    root = Collection.get_first_root_node()
    locked = root.add_child(name="会員").add_child(name="そのなか")
    CollectionViewRestriction.objects.create(collection=locked.get_parent(), restriction_type="login")
    files = [document("みんなの資料", root), document("会員の資料", locked)]
    page = case(body=[("materials", {"rows": [{"document": file.pk, "note": ""} for file in files]})])
    text = client.get(page.url).text
    assert "みんなの資料" in text and "会員の資料" not in text
    assert client.get(files[0].url).getvalue() == b"x"
    assert client.get(files[1].url).status_code == 302


def test_an_organisation_that_left_is_named_by_its_case_but_has_no_page(client, home):
    organisation = OrganisationFactory(code="left", name="退会した団体", status="left")
    text = client.get(case(organisation=organisation).url).text
    assert "退会した団体" in text and "/organisations/left/" not in text


def test_enquiries_are_read_by_those_who_answer_them(home):
    enquiry = Enquiry.objects.create(name="人", email="a@example.org", body="文")
    facilitator, administrator = PersonFactory(is_facilitator=True), PersonFactory(is_administrator=True)
    for person in (facilitator, administrator):
        assert list(Enquiry.objects.visible_to(person)) == [enquiry]
    for person in (AnonymousUser(), PersonFactory(), PersonFactory(is_editor=True)):
        assert not Enquiry.objects.visible_to(person).exists()
    assert Page.objects.filter(depth=2).count() == 1


def test_who_is_asked_about_a_case_and_guests_read_what_is_kept_of_them(client, home):
    """What `ApprovalTask` and `salon.gatherings.guests` keep, and how long."""
    text = client.get("/privacy/").text
    for words in (
        "公開の前に事例を確かめてくださる方",
        "承認をいただいた記録として残します",
        "集いが終わって30日で消します",
    ):
        assert words in text, words
