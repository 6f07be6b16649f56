"""/me/pause/: stepping back and coming back, with forms alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import Pause
from salon.rooms import attendance
from tests.factories.members import OrganisationFactory, member_of
from tests.factories.salon import room

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def hikari(client):
    person = member_of(OrganisationFactory(name="みなと", prefecture="大阪府"), administrator=True, name="港 ひかり")
    client.force_login(person)
    return person


def today():
    return timezone.localdate()


def test_one_rests_and_comes_back(client, hikari):
    client.post("/me/pause/", {"since": today().isoformat(), "until": ""})
    pause = Pause.objects.get(person=hikari)
    assert pause.set_by == hikari
    here = room("近畿")
    assert "お休み中" in client.get(f"/salon/rooms/{here.slug}/people/").text
    Pause.objects.update(since=today() - 3 * DAY)
    client.post(f"/me/pause/{pause.pk}/end/")
    pause.refresh_from_db()
    assert pause.until == today() - DAY
    assert "お休み中" not in client.get(f"/salon/rooms/{here.slug}/people/").text
    assert not any(one.is_resting for one in attendance.of(here)[0])


def test_an_organisation_rests_by_who_looks_after_it_and_by_nobody_else(client, hikari):
    organisation = hikari.organisations().get()
    client.post("/me/pause/", {"since": today().isoformat(), "organisation": organisation.pk})
    assert Pause.objects.get().organisation == organisation
    colleague = member_of(organisation)
    client.force_login(colleague)
    client.post("/me/pause/", {"since": today().isoformat(), "organisation": organisation.pk})
    assert Pause.objects.filter(person=colleague, organisation=None).exists()
    assert client.post(f"/me/pause/{Pause.objects.get(organisation=organisation).pk}/end/").status_code == 404


@pytest.mark.parametrize(
    "typed",
    [
        {"since": ""},
        {"since": "7月"},
        {"since": "2020-01-01"},
        {"until": "2020-01-01"},
        {"since": "2099-02-02", "until": "2099-02-01"},
        {"until": "9999-12-31"},
        {"organisation": "99999999999999999999"},
        {"organisation": "\x00"},
    ],
)
def test_what_makes_no_sense_is_said_and_nobody_rests(client, hikari, typed):
    answer = client.post("/me/pause/", {"since": today().isoformat(), "until": "", **typed})
    assert answer.status_code in (200, 400)
    assert not Pause.objects.exists()
