"""Stopping a kind of mail: one press, no sign-in, and nothing happens by merely looking."""

import uuid

import pytest
from django.test import Client

from members.mail.consent import wants
from members.models import Consent
from members.models.letters import Kind
from tests.factories.members import PersonFactory
from tests.factories.newsletter import mailing

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return PersonFactory(), PersonFactory()


@pytest.fixture
def letter(people):
    return mailing(people).letters.get(person=people[0])


@pytest.fixture
def stranger():
    """A mail program: no cookie, no token, and CSRF checks on."""
    return Client(enforce_csrf_checks=True)


def address(letter, more=""):
    return f"/mail/stop/{letter.stop_key}/{more}"


def test_one_click_stops_for_that_person_and_that_kind(stranger, letter, people):
    answer = stranger.post(
        address(letter), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert not wants(people[0], Kind.NEWSLETTER)
    assert wants(people[0], Kind.NOTICE)
    assert wants(people[1], Kind.NEWSLETTER)
    assert not stranger.cookies


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "One-Click"}, {"x": "\x00"}])
def test_a_form_of_many_parts_stops_too(stranger, letter, people, body):
    assert stranger.post(address(letter), body).status_code == 200
    assert not wants(people[0], Kind.NEWSLETTER)


def test_looking_stores_nothing(stranger, letter, people):
    for method in (stranger.get, stranger.head):
        answer = method(address(letter))
        assert answer.status_code == 200
    assert "受け取りをやめる" in stranger.get(address(letter)).content.decode()
    assert not Consent.objects.exists()
    assert wants(people[0], Kind.NEWSLETTER)


def test_stopping_twice_is_stopping(stranger, letter, people):
    stranger.post(address(letter))
    decided = Consent.objects.get().decided_at
    assert stranger.post(address(letter)).status_code == 200
    assert Consent.objects.get().decided_at == decided


def test_there_is_a_way_back_and_it_is_confirmed(stranger, letter, people):
    page = stranger.post(address(letter)).content.decode()
    assert "配信を止めました" in page
    assert "また受け取る" in page
    answer = stranger.post(address(letter, "again/"))
    assert "また、お送りします" in answer.content.decode()
    assert wants(people[0], Kind.NEWSLETTER)
    assert stranger.get(address(letter, "again/")).status_code == 405


def test_an_unknown_key_is_not_found(stranger, letter):
    for key in (uuid.uuid4(), uuid.UUID(int=0)):
        assert stranger.get(f"/mail/stop/{key}/").status_code == 404
        assert stranger.post(f"/mail/stop/{key}/").status_code == 404
    assert stranger.get("/mail/stop/nothing/").status_code == 404


def test_the_page_still_answers_when_its_person_has_gone(stranger, letter, people):
    people[0].delete()
    for answer in (
        stranger.get(address(letter)),
        stranger.post(address(letter)),
        stranger.post(address(letter, "again/")),
    ):
        assert answer.status_code == 200
        assert "なくなっています" in answer.content.decode()


def test_the_page_names_nobody_and_is_kept_nowhere(stranger, letter, people):
    answer = stranger.get(address(letter))
    page = answer.content.decode()
    assert people[0].email not in page
    assert people[0].name not in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
