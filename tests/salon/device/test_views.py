"""What a phone is told: how the salon is put on it, what its worker keeps, and who is there."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from salon.device import files
from salon.models import ReadMark
from tests.factories.members import PersonFactory
from tests.factories.salon import kinki, said, topic_in

pytestmark = pytest.mark.django_db


def place_of(topic):
    return reverse("salon:topic", args=[topic.room.slug, topic.pk])


@pytest.fixture
def place(client):
    here, one, two = kinki()
    client.force_login(one)
    return here, one, two


def test_the_manifest_names_the_salon_and_icons_that_are_there(client):
    answer = client.get("/salon.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    told = answer.json()
    assert (told["name"], told["start_url"], told["display"]) == ("つながり", "/salon/", "standalone")
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        assert (settings.STATICFILES_DIRS[0] / icon["src"].removeprefix("/static/")).is_file()


def test_the_colours_of_the_manifest_are_those_of_the_pages(client):
    told = client.get("/salon.webmanifest").json()
    assert f'content="{told["theme_color"]}" media="(prefers-color-scheme: light)"' in client.get("/offline/").text


def test_the_worker_is_asked_for_anew_and_names_files_that_are_there(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    names = re.findall(r'"/static/([^"]+)"', answer.text)
    assert files.WORKER in names
    assert "css/salon.css" in names
    assert "css/admin.css" not in names
    assert not [name for name in names if not (settings.STATICFILES_DIRS[0] / name).is_file()]


def test_another_state_of_the_files_makes_another_worker(client, monkeypatch):
    before = client.get("/sw.js").text
    monkeypatch.setattr(files, "addresses", lambda: ("/static/css/salon.other.css",))
    assert client.get("/sw.js").text != before


def test_a_device_learns_who_is_there_and_which_rooms_are_open_to_them(client, place):
    here, one, _two = place
    told = client.get("/salon/device/").json()
    assert (told["person"], here.slug in told["rooms"]) == (one.pk, True)
    client.force_login(PersonFactory())
    assert here.slug not in client.get("/salon/device/").json()["rooms"]


def test_pages_that_are_kept_say_whose_they_are_and_of_which_room(client, place):
    here, one, two = place
    topic = topic_in(here, two)
    for address, room in [("/salon/", None), (f"/salon/rooms/{here.slug}/", here.slug), (place_of(topic), here.slug)]:
        answer = client.get(address)
        assert (answer["Tsunagari-Person"], answer.get("Tsunagari-Room")) == (str(one.pk), room)
        assert "no-store" in answer["Cache-Control"]


def test_what_is_no_such_page_is_not_kept(client, place):
    here, _one, two = place
    topic = topic_in(here, two)
    for answer in [
        client.get(f"/salon/rooms/{here.slug}/people/"),
        client.post(place_of(topic), {"body": ""}),
        client.get("/salon/rooms/no-such-room/"),
    ]:
        assert "Tsunagari-Person" not in answer


def test_what_a_device_fetches_for_later_counts_as_read_by_nobody(client, place):
    here, one, two = place
    topic = topic_in(here, two)
    said(topic, two, "まだ読んでいない文")
    client.get(place_of(topic), headers={"Tsunagari-Refresh": "1"})
    assert not ReadMark.objects.filter(person=one).exists()
    client.get(place_of(topic))
    assert ReadMark.objects.filter(person=one).exists()
