"""Editors find what they need, in Japanese."""

import pytest

from cms.models import CaseIndexPage, CasePage, DirectoryPage, HomePage, TextPage
from tests.factories.cms import case
from tests.factories.members import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_an_editor_opens_the_form_of_a_case_and_sees_a_draft_before_it_is_public(client, home):
    page = case("下書き", live=False, body=[("need", {"text": "困りごと"})], tags=["お茶"], target_groups=["高齢者"])
    page.save_revision()
    client.force_login(PersonFactory(is_editor=True))
    for path in (
        f"/admin/pages/add/cms/casepage/{CaseIndexPage.objects.get().pk}/",
        f"/admin/pages/{page.pk}/edit/",
    ):
        response = client.get(path)
        assert response.status_code == 200
        for label in ("ひとことで", "写真に写っているもの", "さがすときの言葉"):
            assert label in response.text
    preview = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert preview.status_code == 200
    assert "困りごと" in preview.text and "お茶" in preview.text and "高齢者" in preview.text
    assert "no-store" in preview["Cache-Control"]


def test_the_tree_takes_each_page_where_it_belongs(home):
    assert CasePage.can_create_at(CaseIndexPage.objects.get())
    assert not CasePage.can_create_at(home)
    assert not CaseIndexPage.can_create_at(home)
    assert not HomePage.can_create_at(home.get_parent())
    assert TextPage.can_create_at(home)


def test_who_moves_the_directory_keeps_the_addresses_of_the_organisations(
    client, home, django_capture_on_commit_callbacks
):
    OrganisationFactory(code="one", name="ある団体")
    directory = DirectoryPage.objects.get()
    directory.slug = "dantai"
    with django_capture_on_commit_callbacks(execute=True):
        directory.save_revision().publish()
    for old, new in (("/organisations/", "/dantai/"), ("/organisations/one/", "/dantai/one/")):
        answer = client.get(old)
        assert answer.status_code == 301 and answer["Location"].endswith(new), old
        assert client.get(new).status_code == 200


def test_who_moves_a_case_keeps_its_address(client, home, django_capture_on_commit_callbacks):
    page = case("縁側のお茶", slug="tea")
    page.slug = "green-tea"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = client.get("/cases/tea/")
    assert answer.status_code == 301 and answer["Location"].endswith("/cases/green-tea/")
