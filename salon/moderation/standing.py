"""A word to a person, and a time of rest from a room or from all. The person reads it on the next page."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.language import in_japanese
from members.mail import notices
from members.models import Person
from salon.models import Caution, Deed, Exclusion, Room
from salon.rooms import logbook
from salon.rooms.changing import NotYours


def caution(by: Person, person: Person, reason: str) -> Caution:
    """A written word, kept in the log. Raises NotYours."""
    with transaction.atomic():
        _by_the_desk(by)
        given = Caution.objects.create(person=person, reason=reason, by=by)
        _has_to_read(person)
        logbook.write(by, Deed.Kind.CAUTION, person=person, reason=reason)
        return given


def exclude(by: Person, person: Person, room: Room | None, days: int, reason: str) -> Exclusion:
    """Until the end of the day in `days` days; without a room from all. A later one of the same kind takes its place.

    Raises NotYours, also about a facilitator: who looks after the rooms reads them.
    """
    with transaction.atomic():
        _by_the_desk(by)
        if person.is_facilitator:
            raise NotYours
        today = timezone.localdate()
        for earlier in Exclusion.objects.on(today).filter(person=person, room=room):
            _end(earlier)
        until = today + timedelta(days=days)
        made = Exclusion.objects.create(person=person, room=room, reason=reason, by=by, until=until)
        _has_to_read(person)
        logbook.write(by, Deed.Kind.EXCLUDE, person=person, room=room, reason=reason)
        _tell(person)
        return made


def end(by: Person, exclusion: Exclusion) -> bool:
    """Earlier than its day. False when it was over already. Raises NotYours."""
    with transaction.atomic():
        _by_the_desk(by)
        found = Exclusion.objects.select_for_update().get(pk=exclusion.pk)
        if found.is_over:
            return False
        _end(found)
        logbook.write(by, Deed.Kind.END_EXCLUSION, person=found.person, room=found.room)
        return True


def _end(exclusion: Exclusion) -> None:
    exclusion.ended_at = timezone.now()
    exclusion.save(update_fields=["ended_at"])


def _by_the_desk(person: Person) -> None:
    if not person.is_facilitator:
        raise NotYours


def _has_to_read(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(has_to_read=True)


@in_japanese
def _tell(person: Person) -> None:
    """That something waits, and where. What it is stands there, as with all our mails."""
    text = _("事務局からお伝えしたいことがあります。\n次のページでお読みください。")
    notices.send(person, _("事務局からのお知らせ"), text, settings.SITE_URL + reverse("moderation:first"))
