"""What the site tells of a gathering that is open to guests: to everybody the same, and nothing of its room."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString

from cms import structured
from members.models import Organisation
from salon import marks
from salon.models import Gathering

SCHEMA = "https://schema.org/"
MODES = {
    Gathering.Form.PLACE: "OfflineEventAttendanceMode",
    Gathering.Form.ONLINE: "OnlineEventAttendanceMode",
    Gathering.Form.BOTH: "MixedEventAttendanceMode",
}
NEWEST = 3


def upcoming(_reader) -> list[Gathering]:
    """What the home page shows."""
    return list(Gathering.objects.open_to_guests().ahead().counted().filter(cancelled_at=None)[:NEWEST])


def over() -> int:
    """One more, and the home page shows one less."""
    return Gathering.objects.open_to_guests().past().count()


def hosts_of(gatherings: Iterable[Gathering]) -> dict[int, Organisation]:
    """Organisations whose page on this site can be named, by key; where none is, it is the secretariat who opens it. Never a person."""
    wanted = [one.organisation_id for one in gatherings if one.organisation_id]
    return Organisation.objects.visible_to(AnonymousUser()).in_bulk(wanted)


def host_of(gathering: Gathering) -> Organisation | None:
    return hosts_of([gathering]).get(gathering.organisation_id or 0)


def address_of(gathering: Gathering) -> str:
    return settings.SITE_URL + gathering.get_public_url()


def seats_left(gathering: Gathering) -> int | None:
    """None where as many may come as like. With `.coming`."""
    return None if gathering.seats is None else max(gathering.seats - gathering.coming, 0)


def event(gathering: Gathering, host: Organisation | None) -> SafeString:
    """In schema.org's words. Its place online is its page: where to enter is mailed to those who come."""
    here = address_of(gathering)
    place = {"@type": "Place", "name": gathering.place, "address": gathering.place}
    online = {"@type": "VirtualLocation", "url": here}
    where = [place] * gathering.is_in_a_place + [online] * gathering.is_online
    return structured.script(
        {
            "@type": "Event",
            "name": gathering.title,
            "description": marks.read(gathering.text),
            "inLanguage": "ja",
            "url": here,
            "startDate": gathering.starts.isoformat(),
            "endDate": gathering.ends.isoformat(),
            "eventStatus": SCHEMA + ("EventCancelled" if gathering.cancelled_at else "EventScheduled"),
            "eventAttendanceMode": SCHEMA + MODES[Gathering.Form(gathering.form)],
            "location": where,
            "organizer": {"@type": "Organization", "name": host.name if host else settings.WAGTAIL_SITE_NAME},
            "maximumAttendeeCapacity": gathering.seats,
            "remainingAttendeeCapacity": seats_left(gathering),
        }
    )
