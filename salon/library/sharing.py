"""Giving a document to the library, saying anew with whom it is shared, and taking it back.

The row is made first and marked as whole last; what a crash leaves in between is erased by `tidy`.
"""

import logging
from datetime import date, timedelta
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.search import index

from members import personal
from members.models import Organisation, Person, Theme
from salon.models import Resource, ResourceCategory, Room, let_speak
from salon.rooms import keeping, recognising
from salon.rooms.recognising import NotTaken

WRITING = timedelta(hours=1)  # more than any file takes until it is on the disk

logger = logging.getLogger("tsunagari.files")


class NotYours(Exception):
    """Only people of its organisation, or who gave it for none, and the secretariat change a document."""


class Facts(TypedDict):
    """What is said of a document."""

    title: str
    text: str
    category: ResourceCategory
    theme: Theme | None
    organisation: Organisation | None
    scope: str
    room: Room | None
    until: date | None


def share(person: Person, facts: Facts, name: str, content: bytes) -> Resource:
    """Put a document into the library, with the consent of whoever gives it. Raises NotTaken and ShutOut, in words."""
    let_speak(person)
    if certain := personal.of_one_person(personal.find_in_name(name)):
        raise NotTaken(
            _("ファイルの名前に、%(what)sのようなものが入っています。名前を変えてから、もう一度選んでください。")
            % {"what": personal.names(certain)}
        )
    if not content:
        raise NotTaken(_("中身のないファイルです。選び直してください。"))
    if len(content) > keeping.largest():
        raise NotTaken(keeping.too_large())
    document = recognising.document(content, name)
    resource = Resource.objects.create(
        **facts,
        person=person,
        consented_at=timezone.now(),
        consented_by=person.name,
        approved_at=timezone.now() if person.is_facilitator else None,
        name=recognising.fitting_name(name, document.ending),
        content_type=document.content_type,
        size=len(content),
    )
    try:
        keeping.write_whole(path(resource), content)
    except OSError as error:
        logger.exception("a document could not be kept")
        _erase(resource)
        raise NotTaken(_("いまはファイルを受けとれません。少し待って、もう一度選んでください。")) from error
    resource.kept = True
    resource.save(update_fields=["kept"])
    return resource


def may_change(person: Person, resource: Resource) -> bool:
    """What was given for an organisation is its own: who left it does not speak for it any more."""
    if person.is_facilitator:
        return True
    if resource.organisation_id:
        return person.organisations().filter(pk=resource.organisation_id).exists()
    return resource.person_id == person.pk and person.is_member


def may_withdraw(person: Person, resource: Resource) -> bool:
    """Who gave it takes it back at any time, as it was promised."""
    return resource.person_id == person.pk or may_change(person, resource)


def change(person: Person, resource: Resource, facts: Facts) -> Resource:
    """Say it anew; it is a new consent. Who widens it to everybody waits for the secretariat again.

    Raises NotYours, also of what was taken back meanwhile, and ShutOut in words.
    """
    with transaction.atomic():
        held = Resource.objects.select_for_update().filter(pk=resource.pk, withdrawn_at=None).first()
        if held is None or not may_change(person, held):
            raise NotYours
        let_speak(person)
        consent = {"consented_at": timezone.now(), "consented_by": person.name}
        said = {**facts, **consent, "approved_at": timezone.now() if person.is_facilitator else None}
        for name, value in said.items():
            setattr(held, name, value)
        held.save(update_fields=said)
        return held


def approve(resource: Resource) -> bool:
    """The secretariat has looked at it: from now on everybody sees it. False when it says something else by now."""
    # Every change is a new consent, so its moment tells what was looked at
    seen = Resource.objects.filter(pk=resource.pk, consented_at=resource.consented_at)
    if seen.waiting().update(approved_at=timezone.now()):
        index.insert_or_update_object(resource)
        return True
    return seen.public().exists()


def withdraw(person: Person, resource: Resource) -> None:
    """Nobody sees it any more, and its file is gone. Raises NotYours."""
    if not may_withdraw(person, resource):
        raise NotYours
    Resource.objects.filter(pk=resource.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    index.remove_object(resource)
    transaction.on_commit(lambda: path(resource).unlink(missing_ok=True), robust=True)


def path(resource: Resource) -> Path:
    name = resource.public_id.hex
    return settings.LIBRARY_FILES / name[:2] / name


def _erase(resource: Resource) -> None:
    path(resource).unlink(missing_ok=True)
    resource.delete()


def tidy(now=None) -> int:
    """Erase what a crash left half given, and files of what was taken back. Answers how many."""
    now = now or timezone.now()
    half = list(Resource.objects.filter(kept=False, created_at__lt=now - WRITING))
    for one in half:
        _erase(one)
    gone = [one for one in Resource.objects.exclude(withdrawn_at=None) if path(one).exists()]
    for one in gone:
        path(one).unlink(missing_ok=True)
    return len(half) + len(gone)
