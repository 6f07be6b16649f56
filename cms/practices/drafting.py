"""An organisation writes a practice: each time it sends one, the secretariat gets a draft to look at and to publish."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.models import PracticeIndexPage, PracticePage
from members.models import Approach, Organisation, Person, Prefecture, TargetGroup, Theme

SAME_PRESS = timedelta(minutes=10)


class Locked(Exception):
    """Somebody of the secretariat has it in hands."""


class Facts(TypedDict):
    """What the form asks for."""

    title: str
    summary: str
    how: str
    beginning: str
    learnt: str
    first_step: str
    target_groups: Iterable[TargetGroup]
    approaches: Iterable[Approach]
    themes: Iterable[Theme]
    prefectures: Iterable[Prefecture]


def send(person: Person, organisation: Organisation, **facts: Unpack[Facts]) -> PracticePage:
    """A new one. A second press of the same button finds the first."""
    with transaction.atomic():
        # Holds the index: one place in the tree is given at a time, and two presses at once come one after the other
        index = Page.objects.select_for_update().get(pk=PracticeIndexPage.objects.originals().get().pk)
        twin = PracticePage.objects.filter(
            organisation=organisation,
            owner=person,
            title=facts["title"],
            live=False,
            latest_revision_created_at__gte=timezone.now() - SAME_PRESS,
        ).first()
        if twin is not None:
            return _draft(twin, person, facts)
        page = PracticePage(
            organisation=organisation,
            owner=person,
            slug=f"{organisation.code}-{secrets.token_hex(3)}",
            live=False,
            has_unpublished_changes=True,
            title=facts["title"],
        )
        _write(page, facts)
        index.specific.add_child(instance=page)
        page.save_revision(user=person, log_action="wagtail.create")
        return page


def change(page: PracticePage, person: Person, **facts: Unpack[Facts]) -> PracticePage:
    """A draft over what stands: what is public stays until the secretariat publishes this. Raises Locked."""
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)
        lock = page.get_lock()
        if lock is not None and lock.for_user(person):
            raise Locked
        return _draft(page, person, facts)


def latest(page: PracticePage) -> PracticePage:
    """As it was sent last."""
    return page.get_latest_revision_as_object()


def _draft(page: PracticePage, person: Person, facts: Facts) -> PracticePage:
    draft = latest(page)
    _write(draft, facts)
    if not draft.live:
        # As Wagtail's editor does it: what nobody reads yet may stand in the table, too
        draft.save()
    draft.save_revision(user=person, log_action=True, changed=True)
    return draft


def _write(page: PracticePage, facts: Facts) -> None:
    for name, value in (facts | _from_profile(page.organisation, facts)).items():
        setattr(page, name, value)


def _from_profile(organisation: Organisation | None, facts: Facts) -> dict[str, list]:
    """Words that nobody chose are those of the organisation: by them the page is found."""
    if organisation is None:
        return {}
    own = {
        "target_groups": organisation.target_groups.all(),
        "approaches": organisation.approaches.all(),
        "themes": organisation.themes(),
        "prefectures": organisation.prefectures.all(),
    }
    return {name: list(facts[name] or words) for name, words in own.items()}  # type: ignore[literal-required]
