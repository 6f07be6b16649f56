"""The file is one that calendars take: folded, escaped, in UTC, with a name that stays and a number that rises."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from salon.gatherings import calendars, opening
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import gathering_facts, gathering_in, kinki

pytestmark = pytest.mark.django_db
TITLE = "お茶, お菓子; 「集い」\\ とても長い名前の集いなので折り返しがいるはずです、きっと"


@pytest.fixture
def gathering():
    here, _one, _two = kinki()
    starts = datetime(2027, 1, 5, 10, tzinfo=UTC)
    facts = {"title": TITLE, "text": "一行目\n二行目, **です**", "form": "both", "online": "https://example.org/in"}
    return gathering_in(here, FacilitatorFactory(), starts=starts, ends=starts.replace(hour=12), **facts)


def event(content):
    [found] = Calendar.from_ical(content).walk("VEVENT")
    return found


def test_what_was_written_comes_out_again(gathering):
    content = calendars.file_of(gathering, with_address=True)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"DTSTART:20270105T100000Z\r\n" in content
    assert b"DTEND:20270105T120000Z\r\n" in content
    found = event(content)
    assert str(found["summary"]) == TITLE
    assert "一行目\n二行目, です" in str(found["description"])
    assert str(found["location"]) == "みなと会館、またはオンライン"
    assert str(found["url"]).endswith(gathering.get_absolute_url())


def test_the_address_stands_in_it_only_for_who_may_know(gathering):
    assert b"example.org" in calendars.file_of(gathering, with_address=True).replace(b"\r\n ", b"")
    assert b"example.org" not in calendars.file_of(gathering, with_address=False).replace(b"\r\n ", b"")


def test_the_name_stays_the_number_rises_and_the_end_is_said(gathering):
    before = event(calendars.file_of(gathering, with_address=False))
    facts = {name: getattr(gathering, name) for name in gathering_facts()} | {"place": "ほかの会館"}
    desk = FacilitatorFactory()
    changed = opening.change(desk, gathering, facts)
    cancelled = opening.cancel(desk, changed, "台風")
    after = event(calendars.file_of(cancelled, with_address=True))
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 2)
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert "台風" in after["description"]
