"""Going out, and the doors beside the front door."""

from importlib import import_module

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.test import Client

from members.access import version
from members.models import Person
from members.signin import adapter
from tests.factories.members import AdministratorFactory, EditorFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_signing_out_ends_the_session_and_tells_open_pages(client):
    client.force_login(PersonFactory())
    key, before = client.session.session_key, version()
    answer = client.post("/signout/")
    assert (answer.status_code, answer["Location"]) == (302, "/signout/done/")
    assert version() > before
    assert not client.session.exists(key)
    assert client.get("/me/").status_code == 302


def test_who_has_signed_out_is_told_so_and_nobody_else(client):
    client.force_login(PersonFactory())
    assert client.get("/signout/done/")["Location"] == "/signout/"
    told = client.post("/signout/", follow=True)
    assert "<h1>サインアウトしました</h1>" in told.text
    assert "no-store" in told["Cache-Control"]
    assert "サインアウトしました" not in client.get("/signin/").text


def test_signing_out_leaves_nothing_on_the_device(client):
    client.force_login(PersonFactory())
    assert "Clear-Site-Data" not in client.get("/signout/")
    assert client.post("/signout/")["Clear-Site-Data"] == '"storage"'


def test_the_device_of_who_was_shut_out_is_erased_at_its_next_contact_and_no_other(client):
    person = PersonFactory()
    client.force_login(person)
    assert "Clear-Site-Data" not in client.get("/me/")
    assert "Clear-Site-Data" not in Client().get("/me/")
    person.is_active = False
    person.save()
    answer = client.get("/me/")
    assert (answer.status_code, answer["Clear-Site-Data"]) == (302, '"storage"')


def test_opening_the_address_of_signing_out_only_asks(client):
    client.force_login(PersonFactory())
    assert client.get("/signout/").status_code == 200
    assert client.get("/me/").status_code == 200


def test_signing_out_needs_the_token_of_its_page():
    client = Client(enforce_csrf_checks=True)
    client.force_login(PersonFactory())
    assert client.post("/signout/").status_code == 403


def test_who_is_deactivated_is_outside_at_once(client):
    person = PersonFactory()
    client.force_login(person)
    assert client.get("/me/").status_code == 200
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/me/")["Location"] == "/signin/?next=/me/"


@pytest.mark.parametrize("path", ["/admin/login/?next=/admin/pages/", "/_util/login/?next=/admin/pages/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_door_of_wagtail_leads_to_ours(client, path, method):
    answer = getattr(client, method)(path)
    assert answer["Location"] == "/signin/?next=/admin/pages/"


@pytest.mark.parametrize(
    "path",
    [
        "/admin/password_reset/",
        "/admin/password_reset/done/",
        "/admin/password_reset/confirm/MQ/abc-def/",
        "/admin/password_reset/complete/",
        "/_util/authenticate_with_password/1/1/",
        "/documents/authenticate_with_password/1/",
        "/signin/email/",
        "/signin/again/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_door_takes_a_password(client, path, method):
    assert getattr(client, method)(path).status_code == 404
    client.force_login(AdministratorFactory())
    assert getattr(client, method)(path).status_code == 404


def test_no_door_takes_a_password_of_who_is_signed_out(client):
    person = EditorFactory()
    person.set_password("secret")
    person.save()
    for path in ("/admin/login/", "/_util/login/"):
        client.post(path, {"username": person.email, "password": "secret"})
        assert client.get("/me/").status_code == 302


def test_wagtail_signs_out_through_our_door(client):
    client.force_login(EditorFactory())
    before = version()
    assert client.get("/admin/logout/").status_code == 200
    client.post("/admin/logout/")
    assert version() > before
    assert client.get("/me/").status_code == 302


def test_the_admin_asks_strangers_to_sign_in_and_refuses_members_without_a_loop(client):
    assert client.get("/admin/")["Location"] == "/signin/?next=/admin/"
    client.force_login(PersonFactory())
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) <= 2


def test_joining_is_a_page_not_a_sign_up(client):
    assert client.get("/signin/join/")["Location"] == "/join/"


def test_who_signs_in_over_somebody_else_is_alone_before_open_pages_are_told(client, monkeypatch):
    first, second = PersonFactory(), PersonFactory()
    client.force_login(first)
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(client.session.session_key)
    request.user, seen = first, []
    tell = adapter.raise_version
    monkeypatch.setattr(
        adapter,
        "raise_version",
        lambda: seen.append((client.session.exists(old), transaction.get_connection().in_atomic_block)) or tell(),
    )
    monkeypatch.setattr(
        DefaultAccountAdapter,
        "login",
        lambda _self, request, user: login(request, user, settings.AUTHENTICATION_BACKENDS[0]),
    )
    old, before = client.session.session_key, version()
    adapter.Adapter().login(request, second)
    assert seen == [(False, True)]
    assert version() > before
