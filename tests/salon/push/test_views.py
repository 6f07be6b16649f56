"""Turning it on and off on the page of the notices."""

import pytest

from salon.models import PushSubscription
from salon.push import keys
from tests.factories.members import PersonFactory
from tests.salon.push.service import Browser

pytestmark = pytest.mark.django_db
PAGE, ON = "/me/notices/", "/me/notices/push/"


@pytest.fixture
def browser(service):
    return Browser(service, PersonFactory())


def test_a_browser_is_given_and_stands_on_the_page_until_it_is_taken_away(browser):
    assert keys.public_key() in browser.client.get(PAGE).text
    agent = "Mozilla/5.0 (Linux; Android 14) Chrome/130.0"
    assert browser.client.post(ON, browser.given, headers={"User-Agent": agent}).status_code == 204
    assert "Android Chrome" in browser.client.get(PAGE).text
    pk = PushSubscription.objects.get().pk
    page = browser.client.post(f"{ON}{pk}/stop/", follow=True)
    assert "お知らせを止めました" in page.text
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("wrong", [{"auth": ""}, {"p256dh": "AAAA"}, {"p256dh": "\x00"}, {"endpoint": "x" * 2000}])
def test_what_is_no_subscription_is_refused_in_words(browser, wrong):
    answer = browser.client.post(ON, browser.given | wrong)
    assert (answer.status_code, answer.json()["errors"]["__all__"][0][-1]) == (422, "。")
    assert browser.client.post(ON).status_code == 422


def test_the_browsers_of_another_person_are_neither_shown_nor_taken_away(service, browser):
    other = Browser(service, PersonFactory(), "two")
    pk = other.subscribe().pk
    assert other.endpoint not in browser.client.get(PAGE).text
    assert browser.client.post(f"{ON}{pk}/stop/").status_code == 404
    assert PushSubscription.objects.filter(pk=pk).exists()


def test_a_browser_that_changed_its_address_by_itself_is_reached_there_and_only_there(service, browser):
    browser.client.post(ON, browser.given)
    elsewhere = Browser(service, browser.person, "phone")
    elsewhere.subscribe()
    browser.endpoint = f"{service.url}/renewed"
    assert browser.client.post(ON, browser.given | {"renewed": "1"}).status_code == 204
    told = set(PushSubscription.objects.values_list("endpoint", flat=True))
    assert told == {f"{service.url}/renewed", f"{service.url}/phone"}


def test_who_turned_it_off_stays_off_when_the_browser_changes_its_address(service, browser):
    browser.client.post(ON, browser.given)
    browser.client.post(f"{ON}{PushSubscription.objects.get().pk}/stop/")
    browser.endpoint = f"{service.url}/renewed"
    assert browser.client.post(ON, browser.given | {"renewed": "1"}).status_code == 204
    assert not PushSubscription.objects.exists()
    assert browser.client.post(ON, browser.given | {"renewed": "1", "auth": ""}).status_code == 204
