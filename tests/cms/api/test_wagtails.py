"""Wagtail's own API tells what everybody reads: no draft, no lock, no translation as a page of its own, no word that a page does not show."""

import json

import pytest
from wagtail.models import Locale

from cms.api.wagtails import paths
from cms.models import CasePage
from cms.views.api_document import openapi
from tests.factories.cms import case, lock, practice
from tests.factories.members import AdministratorFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
PAGES = "/api/v2/pages/"


@pytest.fixture
def page(home):
    organisation = OrganisationFactory(name="みなと縁側の会")
    return case(
        "縁側のお茶",
        slug="tea",
        organisation=organisation,
        approver_name="まだ名のらない人",
        approver_address="nobody@example.jp",
        body=[("need", {"text": "さびしい昼"})],
    )


def ask(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, path
    assert response["Content-Type"].startswith("application/json")
    assert response["Access-Control-Allow-Origin"] == "*" and "public" in response["Cache-Control"]
    assert not response.cookies
    return json.loads(response.content)


def titles(told):
    return {one["title"] for one in told["items"]}


def test_pages_are_listed_with_the_address_where_everybody_reads_them(client, page, settings):
    told = ask(client, f"{PAGES}?type=cms.CasePage")
    [one] = told["items"]
    assert told["meta"]["total_count"] == 1 and one["title"] == "縁側のお茶"
    assert one["meta"]["html_url"] == f"{settings.SITE_URL}/cases/tea/"
    assert one["meta"]["detail_url"] == f"{settings.SITE_URL}{PAGES}{page.pk}/"


def test_one_page_says_what_its_page_shows_and_nothing_of_who_approves_it(client, page):
    told = ask(client, f"{PAGES}{page.pk}/")
    assert (told["summary"], told["byline"]) == ("縁側のお茶のあらまし", "みなと縁側の会")
    assert told["body"][0]["value"] == {"text": "さびしい昼"}
    everything = json.dumps(ask(client, f"{PAGES}?type=cms.CasePage&fields=*"), ensure_ascii=False)
    assert "縁側のお茶" in everything
    for private in ("nobody@example.jp", "まだ名のらない人"):
        assert private not in everything and private not in json.dumps(told, ensure_ascii=False)
    assert ask(client, f"{PAGES}?type=cms.CasePage&approver_address=nobody@example.jp", 400)
    assert ask(client, f"{PAGES}?type=cms.CasePage&order=approver_name", 400)


@pytest.mark.parametrize("reader", ["stranger", "administrator"])
def test_what_not_everybody_reads_is_told_nobody(client, page, reader):
    if reader == "administrator":
        client.force_login(AdministratorFactory())
    hidden = [
        case("下書き", slug="draft", live=False),
        case("鍵つき", slug="locked"),
        page.create_alias(update_slug="twin"),
    ]
    lock(hidden[1])
    page.title = "直している題"
    page.save_revision()
    assert titles(ask(client, f"{PAGES}?type=cms.CasePage")) == {"縁側のお茶"}
    for one in hidden:
        told = client.get(f"{PAGES}{one.pk}/")
        assert told.status_code == 404 and one.title not in told.content.decode()
    lock(page.get_parent())
    assert not titles(ask(client, PAGES)) & {"縁側のお茶", "下書き", "鍵つき"}
    assert client.get(f"{PAGES}{page.pk}/").status_code == 404


def test_a_translation_is_no_page_of_its_own(client, page):
    english, _made = Locale.objects.get_or_create(language_code="en")
    translation = page.copy_for_translation(english, copy_parents=True)
    translation.title = "Tea on the veranda"
    translation.save_revision().publish()
    assert titles(ask(client, f"{PAGES}?type=cms.CasePage")) == {"縁側のお茶"}
    assert client.get(f"{PAGES}{translation.pk}/").status_code == 404


def test_pages_are_found_by_words(client, page):
    practice("朝の椅子", slug="chair")
    assert titles(ask(client, f"{PAGES}?search=縁側")) == {"縁側のお茶"}
    assert titles(ask(client, f"{PAGES}?type=cms.CasePage&search=さびしい")) == {"縁側のお茶"}


@pytest.mark.parametrize(
    "query",
    [
        "limit=no",
        "limit=1000",
        "offset=-1",
        "offset=99999999999999999999999",
        "order=nothing",
        "fields=(((",
        "fields=nothing",
        "type=auth.User",
        "type=members.Person",
        "type=cms.Nothing",
        "child_of=x",
        "child_of=99999999999999999999999",
        "descendant_of=999999",
        "ancestor_of=x",
        "translation_of=x",
        "locale=xx",
        "first_published_at=yesterday",
        "alias_of=x",
        "search_operator=no&search=x",
        "site=nobody",
        "elsewhere=1",
        "format=xml",
    ],
)
def test_what_makes_no_sense_is_answered_in_words(client, page, query):
    response = client.get(f"{PAGES}?{query}")
    told = json.loads(response.content)
    assert response.status_code in (200, 400, 404), response.content
    assert response.status_code != 200 or "items" in told
    assert response.status_code != 400 or told["message"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client, page, method):
    client.force_login(AdministratorFactory())
    for path in (PAGES, f"{PAGES}{page.pk}/"):
        assert getattr(client, method)(path, {"title": "x"}, content_type="application/json").status_code == 405
    assert CasePage.objects.get(pk=page.pk).title == "縁側のお茶"


def test_the_document_tells_of_it(client, page):
    assert set(paths()) <= set(openapi()["paths"])
    html = client.get("/api/").content.decode()
    assert f"{PAGES}</code>" in html and "GET http" in html
    conditions = {one["name"] for one in paths()[PAGES]["get"]["parameters"]}
    assert {"type", "fields", "search", "order", "limit", "offset", "child_of"} == conditions
    for condition, value in (
        ("type", "cms.CasePage"),
        ("fields", "title"),
        ("order", "title"),
        ("limit", "1"),
        ("offset", "0"),
    ):
        ask(client, f"{PAGES}?{condition}={value}")
