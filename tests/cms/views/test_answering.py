"""Public pages are the same for everybody."""

import pytest
from django.test import Client

from tests.factories.cms import case, image
from tests.factories.members import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/cases/", "/cases/?q=x&page=9", "/cases/shown/", "/organisations/", "/organisations/one/", "/about/", "/offline/"]


@pytest.fixture
def full(home):
    case("見える事例", slug="shown", organisation=OrganisationFactory(code="one"), picture=image(), picture_alt="絵")


@pytest.mark.parametrize("path", PUBLIC)
def test_no_cookie_no_token_no_name(client, full, path):
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrfmiddlewaretoken" not in response.text
    assert response["Cache-Control"].startswith("public") or "public" in response["Cache-Control"]


@pytest.mark.parametrize("path", PUBLIC)
def test_who_is_signed_in_gets_the_same_bytes(client, full, path):
    client.get(path)  # the first reader has the pictures made
    stranger = client.get(path)
    for person in (PersonFactory(name="会員の名前"), PersonFactory(is_editor=True, is_facilitator=True)):
        other = Client()
        other.force_login(person)
        response = other.get(path)
        assert response.content == stranger.content
        assert "Cookie" not in response.get("Vary", "")


def test_what_has_not_changed_is_not_sent_again(client, full):
    first = client.get("/cases/")
    assert client.get("/cases/", headers={"if-none-match": first["ETag"]}).status_code == 304
    case("新しい事例")
    assert client.get("/cases/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_forms_are_kept_by_nobody(client, full):
    for path in ("/contact/", "/join/"):
        assert "no-store" in client.get(path)["Cache-Control"]
        assert "private" in client.get(path)["Cache-Control"]


@pytest.mark.parametrize("path", ["/cases/none/", "/cases/shown/deeper/", "/organisations/none/", "/organisations/a b/", "/none/"])
def test_what_is_not_there_is_not_found(client, full, path):
    assert client.get(path).status_code == 404
