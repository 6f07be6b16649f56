"""まとめ of a topic: written by a person, not by a machine, and each version is kept."""

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from members.language import in_japanese
from members.models import Person
from salon.models import RoomEvent, Summary, Topic
from salon.rooms import hubs, numbering
from salon.rooms.numbering import NotYours
from salon.rooms.speaking import speaks_for
from salon.rooms.topics import held, may_name


def of(topic: Topic) -> Summary | None:
    """The one that stands at the top now."""
    newest = Summary.objects.filter(topic=topic).select_related("organisation", "topic__room").first()
    return newest if newest and newest.text else None


@in_japanese
def html(summary: Summary | None) -> str:
    """The same for every reader; empty when there is none."""
    return render_to_string("salon/summary.html", {"summary": summary})


def may_write(person: Person, topic: Topic) -> bool:
    """The secretariat, who opened the topic, and people of a hub of the room."""
    return may_name(person, topic) or hubs.is_in(person, topic.room)


@in_japanese
def join(source: Topic, target: Topic) -> None:
    """`source` ends in `target`. Every version goes along; beneath the target's own summary stands that of the other.

    As a version of its own, because it says something else than any before, and named: it summed up another topic.
    """
    own, other = of(target), of(source)
    Summary.objects.filter(topic=source).update(topic=target)
    if not other:
        if own:
            _again(own, own.text)
        return
    if not own:
        _again(other, other.text)
        return
    heading = _("「%(title)s」のまとめ（%(author)s）") % {"title": source.title, "author": other.author_name}
    _again(own, f"{own.text}\n\n{heading}\n{other.text}")


def _again(summary: Summary, text: str) -> None:
    """What was carried along may be younger; the one that stands is the newest row."""
    Summary.objects.create(
        topic=summary.topic,
        text=text,
        author=summary.author,
        author_name=summary.author_name,
        organisation=summary.organisation,
        at=summary.at,
    )


def write(person: Person, topic: Topic, text: str) -> None:
    """Another summary; an empty one takes it away. The same again changes nothing. Raises NotYours, NotInRoom, RoomClosed."""
    with transaction.atomic():
        topic = held(person, topic)
        if not may_write(person, topic):
            raise NotYours
        numbering.must_be_open(topic.room)
        newest = Summary.objects.filter(topic=topic).first()
        if text == (newest.text if newest else ""):
            return
        organisation = next(iter(speaks_for(person, topic.room)), None)
        Summary.objects.create(
            topic=topic, text=text, author=person, author_name=person.name, organisation=organisation
        )
        numbering.record(RoomEvent.Kind.TOPIC, topic)
