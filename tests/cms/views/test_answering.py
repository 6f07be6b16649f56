"""Public pages are the same for everybody."""

import pytest
from django.test import Client

from tests.factories.cms import case, image
from tests.factories.members import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
PUBLIC = [
    "/",
    "/cases/",
    "/cases/?q=x&page=9",
    "/cases/shown/",
    "/organisations/",
    "/organisations/one/",
    "/about/",
    "/offline/",
]


@pytest.fixture
def full(home):
    case("見える事例", slug="shown", organisation=OrganisationFactory(code="one"), picture=image(), picture_alt="絵")


def test_no_cookie_no_token_no_name(client, full):
    for path in PUBLIC:
        response = client.get(path)
        assert response.status_code == 200, path
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path
        assert "csrfmiddlewaretoken" not in response.text, path
        assert "public" in response["Cache-Control"], path


def test_who_is_signed_in_gets_the_same_bytes(client, full):
    for person in (PersonFactory(name="会員の名前"), PersonFactory(is_editor=True, is_facilitator=True)):
        other = Client()
        other.force_login(person)
        for path in PUBLIC:
            response = other.get(path)
            assert response.content == client.get(path).content, path
            assert "Cookie" not in response.get("Vary", ""), path


def test_what_has_not_changed_is_not_sent_again(client, full):
    first = client.get("/cases/")
    assert client.get("/cases/", headers={"if-none-match": first["ETag"]}).status_code == 304
    case("新しい事例")
    assert client.get("/cases/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_forms_are_kept_by_nobody(client, full):
    for path in ("/contact/", "/join/"):
        assert "no-store" in client.get(path)["Cache-Control"]
        assert "private" in client.get(path)["Cache-Control"]


def test_what_is_not_there_is_not_found(client, full):
    for path in (
        "/cases/none/",
        "/cases/shown/more/",
        "/organisations/none/",
        "/organisations/a b/",
        "/none/",
        f"/{'x' * 5000}/",
    ):
        assert client.get(path).status_code == 404, path
