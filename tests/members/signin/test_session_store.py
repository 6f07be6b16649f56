"""A session is somebody's until it expires."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from members.signin.session_store import SessionStore
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
