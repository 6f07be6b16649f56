"""A session is somebody's until it expires."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

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
