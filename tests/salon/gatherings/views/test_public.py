"""What the site tells of gatherings: to everybody the same, of those that are open to guests only, and nothing of rooms."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from wagtail.search import index

from salon.gatherings import guests, opening
from salon.models import Gathering, Guest
from tests.factories.cms import page_tree
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import gathering_in, kinki

pytestmark = pytest.mark.django_db
ENTRANCE = "https://example.org/enter-here"


@pytest.fixture
def place():
    here, one, _two = kinki()
    desk = FacilitatorFactory(name="机のひと")
    gathering = gathering_in(here, desk, title="お茶", is_public=True, form="both", online=ENTRANCE, seats=3)
    return gathering, gathering_in(here, desk, title="うちわの集い"), one, desk


def addresses(gathering):
    page = gathering.get_public_url()
    return ["/gatherings/", page, f"{page}gathering.ics", "/gatherings/calendar.ics"]


def test_is_the_same_bytes_for_everybody(place, client):
    gathering, _inner, one, _desk = place
    strangers = [client.get(address) for address in addresses(gathering)]
    client.force_login(one)
    for address, stranger in zip(addresses(gathering), strangers, strict=True):
        again = client.get(address)
        assert (stranger.status_code, again.content) == (200, stranger.content)
        assert "public" in again["Cache-Control"]
        assert not again.cookies
        assert client.get(address, headers={"If-None-Match": stranger["ETag"]}).status_code == 304


def test_tells_nothing_of_rooms_people_and_where_to_enter(place, client):
    gathering, inner, _one, _desk = place
    guests.ask(gathering, "客の名", "guest@example.net")
    guests.confirm(Guest.objects.get().key)
    for address in addresses(gathering):
        said = client.get(address).content.replace(b"\r\n ", b"").decode()
        for secret in (
            ENTRANCE,
            "近畿",
            "机のひと",
            "うちわの集い",
            "客の名",
            "guest@",
            "/salon/gatherings/",
            str(inner.public_id),
        ):
            assert secret not in said, f"{secret} in {address}"
        assert "お茶" in said
    assert client.get(inner.get_public_url()).status_code == 404
    assert client.get(f"{inner.get_public_url()}gathering.ics").status_code == 404
    assert client.get(f"{inner.get_public_url()}register/").status_code == 404


def test_says_how_many_seats_are_left(place, client):
    gathering, *_ = place
    assert "3人（あと3人）" in client.get(gathering.get_public_url()).content.decode()
    for number in range(4):
        guests.ask(gathering, "客", f"guest{number}@example.net")
        guests.confirm(Guest.objects.get(address=f"guest{number}@example.net").key)
    page = client.get(gathering.get_public_url()).content.decode()
    assert "いっぱいです。空きを待つ人が1人います" in page
    assert "空きを待つ</a>" in page
    assert "いっぱいです" in client.get("/gatherings/").content.decode()


def test_tells_machines_what_it_is(place, client):
    gathering, *_ = place
    page = client.get(gathering.get_public_url()).content.decode()
    event = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert (event["@type"], event["name"]) == ("Event", "お茶")
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert event["startDate"] == gathering.starts.isoformat()
    assert event["remainingAttendeeCapacity"] == 3
    here = f"http://testserver{gathering.get_public_url()}"
    assert f'<link rel="canonical" href="{here}">' in page
    assert f'<meta property="og:url" content="{here}">' in page


def test_is_told_without_the_marks_of_its_text_wherever_nobody_draws_them(place, client):
    page_tree()
    gathering, *_ = place
    Gathering.objects.filter(pk=gathering.pk).update(text="- **途中から**でもかまいません")
    gathering.refresh_from_db()
    index.insert_or_update_object(gathering)
    for address in (*addresses(gathering), "/search/?q=途中から"):
        assert "**" not in client.get(address).text, address
    assert "途中から" in client.get("/search/?q=途中から").text.split("<mark>")[1]


def test_an_end_is_said_everywhere_and_the_feed_keeps_it(place, client):
    gathering, _inner, _one, desk = place
    opening.cancel(desk, gathering, "台風です")
    page = client.get(gathering.get_public_url()).content.decode()
    assert "台風です" in page
    assert "/register/" not in page
    assert "EventCancelled" in page
    [event] = Calendar.from_ical(client.get("/gatherings/calendar.ics").content).walk("VEVENT")
    assert (event["status"], event["url"]) == ("CANCELLED", f"http://testserver{gathering.get_public_url()}")
    assert "中止になりました" in client.get("/gatherings/").content.decode()


def test_what_is_past_stands_below_and_leaves_the_feed_after_three_months(place, client):
    gathering, *_ = place
    for days, in_feed in ((80, 1), (100, 0)):
        ended = timezone.now() - timedelta(days=days)
        Gathering.objects.filter(pk=gathering.pk).update(starts=ended - timedelta(hours=1), ends=ended)
        page = client.get("/gatherings/").content.decode()
        assert "いまのところ、予定はありません" in page
        assert page.index("これまでの集い") < page.index("お茶</a>")
        assert len(Calendar.from_ical(client.get("/gatherings/calendar.ics").content).walk("VEVENT")) == in_feed
    assert "この集いは終わりました" in client.get(gathering.get_public_url()).content.decode()


def test_once_closed_to_guests_it_is_not_there_any_more(place, client):
    gathering, *_ = place
    Gathering.objects.filter(pk=gathering.pk).update(is_public=False)
    assert client.get(gathering.get_public_url()).status_code == 404
    assert "お茶" not in client.get("/gatherings/").content.decode()


def test_the_host_is_named_only_where_everybody_may_know_it(place, client):
    gathering, _inner, one, _desk = place
    assert "つながり事務局</dd>" in client.get(gathering.get_public_url()).content.decode()
    host = one.organisations().get()
    Gathering.objects.filter(pk=gathering.pk).update(organisation=host)
    assert f"/organisations/{host.code}/" in client.get(gathering.get_public_url()).content.decode()
    type(host).objects.filter(pk=host.pk).update(status="left")
    assert host.name not in client.get(gathering.get_public_url()).content.decode()
