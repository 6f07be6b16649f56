"""A session is somebody's until it expires."""

from datetime import timedelta

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from django.utils import timezone

from members.models import Person
from members.signin import session_store
from members.signin.session_store import SessionStore, user_of
from salon.live.access import person_of
from tests.factories.members import PersonFactory

pytestmark = pytest.mark.django_db


def test_who_signed_in_stays_until_the_session_expires(client):
    client.force_login(PersonFactory())
    assert client.get("/me/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/me/").status_code == 302


def test_who_left_is_signed_in_no_more(client):
    person = PersonFactory()
    client.force_login(person)
    assert client.get("/me/").status_code == 200
    person.is_active = False
    person.save()
    assert client.get("/me/").status_code == 302


def test_whose_it_is_says_the_session_and_not_what_was_known_of_it(client):
    one, other = PersonFactory(), PersonFactory()
    client.force_login(one)
    for _ in range(2):
        assert client.get("/me/").wsgi_request.user == one
    held = client.session
    held[SESSION_KEY], held[HASH_SESSION_KEY] = str(other.pk), other.get_session_auth_hash()
    held.save()
    for _ in range(2):
        assert client.get("/me/").wsgi_request.user == other


def test_who_comes_along_with_a_session_is_of_that_moment_only(client):
    person = PersonFactory(is_facilitator=True)
    client.force_login(person)
    key = client.session.session_key

    def asks():
        request = RequestFactory().get("/")
        request.session = SessionStore(key)
        return request

    # Of a session that was looked at, and of whose person nobody asked
    for _ in range(2):
        asks().session.load()
    Person.objects.filter(pk=person.pk).update(is_facilitator=False)
    assert [one.is_facilitator for one in session_store.person(person.pk)] == [False]
    request = asks()
    assert not user_of(request).is_facilitator
    Person.objects.filter(pk=person.pk).update(is_facilitator=True)
    # Asked once more of the same session: who came along was for one answer
    assert user_of(request).is_facilitator
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert not user_of(asks()).is_authenticated


def test_whose_it_was_before_is_not_who_comes_along(client):
    one, other = PersonFactory(), PersonFactory()
    client.force_login(one)
    assert client.get("/me/").status_code == 200
    assert session_store._whose[client.session.session_key] == one.pk
    session_store._whose[client.session.session_key] = other.pk
    assert client.get("/me/").wsgi_request.user == one


def test_a_process_remembers_of_so_many_sessions_whose_they_are(client, monkeypatch):
    monkeypatch.setattr(session_store, "MOST", 3)
    monkeypatch.setattr(session_store, "_whose", {})
    for _ in range(5):
        client.force_login(PersonFactory())
        assert client.get("/me/").status_code == 200
        assert len(session_store._whose) <= 3


def test_a_key_that_was_made_up_is_nobodys(client):
    client.force_login(PersonFactory())
    client.cookies["sessionid"] = "x" * 32
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize("key", ["a" * 32 + "\\000", "\\377" * 10, "a" * 10_000, "'; --------"])
def test_a_cookie_that_holds_no_key_is_nobodys(client, key):
    # As browsers do not write it: in quotation marks, with signs by their numbers
    assert client.get("/me/", headers={"cookie": f'sessionid="{key}"'}).status_code == 302


@pytest.mark.parametrize("key", ["a" * 32 + "\x00", "\ud800" * 32, "", None])
def test_a_key_that_no_database_holds_is_nobodys(key):
    assert SessionStore(key).load() == {}
    assert person_of(key) is None
