"""Opening, changing and cancelling. Each is said in the room, by who does it, so that everybody hears of it as of any post."""

import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.search import index as site_index

from members.language import in_japanese
from members.models import Organisation, Person
from salon.gatherings import reminding, telling
from salon.gatherings.attending import Over, fill, held
from salon.models import Gathering, Room, Topic
from salon.rooms import hubs, opening, posting
from salon.rooms.changing import NotYours
from salon.searching import index

# Of who opens and the key of the form, so that pressing twice names one gathering
NAMES = uuid.UUID("5b0f2c1e-8d53-4d0a-9b53-2f4e6f0f7a11")
# A change of these is told to those who come
CONCERNS_ALL = ("starts", "ends", "form", "place", "online")


class TooFewSeats(Exception):
    """More come than that."""

    def __init__(self, coming: int) -> None:
        super().__init__(coming)
        self.coming = coming


def may_open(person: Person, room: Room | None) -> bool:
    """Facilitators everywhere and for the whole network, people of a hub in its rooms."""
    return person.is_facilitator if room is None else hubs.leads(person, room)


def may_change(person: Person, gathering: Gathering) -> bool:
    """Facilitators, and people of the hub that opened it, as long as it is one of the room."""
    if person.is_facilitator or gathering.room is None:
        return person.is_facilitator
    ours = hubs.of(gathering.room).filter(pk__in=person.organisations().values("pk"))
    return gathering.organisation in ours


def rooms_for(person: Person) -> QuerySet[Room]:
    """Where the person may open a gathering; a facilitator has the rooms of single organisations besides."""
    if not person.is_facilitator:
        return hubs.led_by(person).filter(closed_at=None)
    return Room.objects.visible_to(person).filter(closed_at=None).exclude(kind=Room.Kind.OWN)


def open_gathering(*, person: Person, room: Room | None, facts: dict, key: str) -> Gathering:
    """`facts`: fields of Gathering. Raises NotYours, and what posting raises."""
    if not may_open(person, room):
        raise NotYours
    name = uuid.uuid5(NAMES, f"{person.pk} {key}")
    place = room or _of_everybody()
    organisation = _for_whom(person, room, place)
    gathering = Gathering(public_id=name, room=room, organisation=organisation, opened_by=person, **facts)
    gathering.opened_by_name = person.name
    with transaction.atomic():
        posted = posting.open_topic(
            person=person,
            room=place,
            title=gathering.title,
            text=_invitation(gathering),
            key=key,
            organisation=organisation,
            kind=Topic.Kind.NEWS,
        )
        if not posted.new:
            return _first(name, facts)
        gathering.topic = posted.message.topic
        _store(gathering)
    return gathering


def change(person: Person, gathering: Gathering, facts: dict) -> Gathering:
    """The same again changes nothing. Raises NotYours, Over, TooFewSeats, Gathering.DoesNotExist."""
    with transaction.atomic():
        gathering = _mine(person, gathering)
        if not gathering.takes_people:
            raise Over
        coming = gathering.attendances.coming().count()
        if facts["seats"] is not None and facts["seats"] < coming:
            raise TooFewSeats(coming)
        different = [name for name, value in facts.items() if getattr(gathering, name) != value]
        if not different:
            return gathering
        for name in different:
            setattr(gathering, name, facts[name])
        gathering.sequence += 1
        concerns_all = any(name in CONCERNS_ALL for name in different)
        if concerns_all and reminding.is_due(gathering):
            gathering.reminded_for = gathering.starts  # the mail about the change says it
        _store(gathering)
        fill(gathering)
        if concerns_all:
            telling.changed(gathering)
        if any(name in CONCERNS_ALL and name != "online" for name in different):
            _say(person, gathering, _news(gathering))
        return gathering


def cancel(person: Person, gathering: Gathering, because: str) -> Gathering:
    """It stays readable, with the reason. Twice cancels once. Raises NotYours, Over, Gathering.DoesNotExist."""
    with transaction.atomic():
        gathering = _mine(person, gathering)
        if gathering.cancelled_at:
            return gathering
        if gathering.is_over:
            raise Over
        gathering.cancelled_at, gathering.cancelled_because = timezone.now(), because
        gathering.sequence += 1
        _store(gathering)
        telling.cancelled(gathering)
        _say(person, gathering, _end(gathering))
        return gathering


def _store(gathering: Gathering) -> None:
    gathering.save()
    index.gathering(gathering)
    if not gathering.is_public:
        site_index.remove_object(gathering)


def _mine(person: Person, gathering: Gathering) -> Gathering:
    gathering = held(person, gathering)
    if not may_change(person, gathering):
        raise NotYours
    return gathering


def _first(name: uuid.UUID, facts: dict) -> Gathering:
    """What the first press made. Raises KeyConflict where that was something else."""
    found = Gathering.objects.filter(public_id=name).first()
    if found is None or any(getattr(found, field) != value for field, value in facts.items()):
        raise posting.KeyConflict
    return found


def _of_everybody() -> Room:
    opening.open_rooms()
    return Room.objects.get(kind=Room.Kind.SMALL_TALK)


def _for_whom(person: Person, room: Room | None, place: Room) -> Organisation | None:
    own = hubs.of(room).filter(pk__in=person.organisations().values("pk")) if room else Organisation.objects.none()
    return own.order_by("pk").first() or next(iter(posting.speaks_for(person, place)), None)


def _say(person: Person, gathering: Gathering, text: str) -> None:
    """In the topic in which it was announced. Where nothing is written any more, the mail alone tells."""
    topic = gathering.topic
    if topic is None:
        return
    # With a sign that no key of a form has, so that nobody used it before
    key = f"gathering.{gathering.pk}.{gathering.sequence}"
    # The hub that opened it, where the person belongs to it
    organisation = gathering.organisation if gathering.organisation in person.organisations() else None
    try:
        posting.post(person=person, topic=topic, text=text, key=key, organisation=organisation)
    except (posting.NotInRoom, posting.RoomClosed, posting.TopicClosed):
        return


@in_japanese
def _invitation(gathering: Gathering) -> str:
    more = _("くわしいことと、参加のお申し込みはこちら：\n%(address)s") % {"address": _address(gathering)}
    return "\n\n".join([_("集いを開きます。"), _facts(gathering), more])


@in_japanese
def _news(gathering: Gathering) -> str:
    return "\n\n".join([_("集いの日時や場所が変わりました。"), _facts(gathering), _address(gathering)])


@in_japanese
def _end(gathering: Gathering) -> str:
    return _("この集いは中止になりました。\n理由：%(because)s") % {"because": gathering.cancelled_because}


def _facts(gathering: Gathering) -> str:
    return _("- **いつ** %(when)s\n- **どこで** %(where)s") % {"when": gathering.when, "where": gathering.where}


def _address(gathering: Gathering) -> str:
    return settings.SITE_URL + gathering.get_absolute_url()
