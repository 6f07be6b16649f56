"""Who is told on which browser, and until when."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from members.signin import sessions
from salon.models import PushSubscription
from salon.push import subscribing
from tests.factories.members import PersonFactory
from tests.salon.push.service import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(service):
    one = Browser(service, PersonFactory())
    one.subscribe()
    return one


def alive():
    return PushSubscription.objects.alive()


def test_signing_out_takes_the_subscription_of_this_browser_along_and_of_no_other(service, browser):
    Browser(service, browser.person, "two").subscribe()
    browser.client.post("/signout/")
    assert [one.endpoint for one in PushSubscription.objects.all()] == [f"{service.url}/two"]


def test_it_ends_with_every_end_of_a_session(service, browser):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not alive().exists()
    other = Browser(service, browser.person, "two")
    other.subscribe()
    assert alive().count() == 1
    sessions.end_all(browser.person)
    assert not PushSubscription.objects.filter(endpoint=other.endpoint).exists()


def test_who_is_shut_out_is_told_nothing(browser):
    browser.person.is_active = False
    browser.person.save()
    assert not alive().exists()


def test_the_last_person_at_a_browser_is_the_one(service, browser):
    other = Browser(service, PersonFactory())
    other.subscribe()
    assert [one.person for one in alive()] == [other.person]


def test_of_many_browsers_the_oldest_goes(service, browser, monkeypatch):
    monkeypatch.setattr(subscribing, "MOST", 2)
    for name in ("two", "three"):
        Browser(service, browser.person, name).subscribe()
    assert {one.endpoint.rpartition("/")[2] for one in alive()} == {"two", "three"}


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "Android Chrome"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1 Version/18.0 Safari/604.1", "iPhone Safari"),
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/131.0", "Windows Firefox"),
        ("\x00" * 5000, ""),
    ],
)
def test_a_browser_is_named_as_a_person_would(agent, label):
    assert subscribing.label_of(agent) == label
