"""Gatherings as a file that every calendar takes (RFC 5545). Read again, it replaces what the calendar had."""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from salon import marks
from salon.models import Gathering


def file_of(gathering: Gathering, with_address: bool) -> bytes:
    """`with_address`: the reader may know where to enter online."""
    online = gathering.online if with_address and not gathering.cancelled_at else ""
    return _calendar([_event(gathering, gathering.get_absolute_url(), online)])


def for_everybody(gatherings: Iterable[Gathering]) -> bytes:
    """Leads to the public pages, and tells nobody where to enter online."""
    return _calendar(_event(one, one.get_public_url(), "") for one in gatherings)


def _event(gathering: Gathering, path: str, online: str) -> Event:
    event = Event()
    event.add("uid", f"{gathering.public_id}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", gathering.updated_at)
    event.add("last-modified", gathering.updated_at)
    event.add("dtstart", _utc(gathering.starts))
    event.add("dtend", _utc(gathering.ends))
    event.add("sequence", gathering.sequence)
    event.add("status", "CANCELLED" if gathering.cancelled_at else "CONFIRMED")
    event.add("summary", gathering.title)
    event.add("location", gathering.where)
    page = settings.SITE_URL + path
    event.add("url", page)
    said = (gathering.cancelled_because, online, marks.read(gathering.text), page)
    event.add("description", "\n\n".join(part for part in said if part))
    return event


def _calendar(events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Tsunagari//JA")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
