"""Posting a need or an offer, changing it, ending it; and raising a hand for one."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from members.models import Approach, Organisation, Person, Prefecture, TargetGroup, Theme
from salon.models import Interest, NeedKind, Posting, let_speak
from salon.searching import index

SAME_PRESS = timedelta(minutes=10)


class Facts(TypedDict, total=False):
    """What the form asks for."""

    title: str
    text: str
    kinds: Iterable[NeedKind]
    target_groups: Iterable[TargetGroup]
    themes: Iterable[Theme]
    approaches: Iterable[Approach]
    prefecture: Prefecture | None
    anywhere: bool
    quantity: str
    asked: Organisation
    about: Page


WORDS = ("kinds", "target_groups", "themes", "approaches")


def post(*, person: Person, organisation: Organisation, kind: str, **facts: Unpack[Facts]) -> Posting:
    """Put up a need or an offer. A second press of the same button finds the first posting. Raises ShutOut."""
    if "asked" not in facts:
        let_speak(person)
    with transaction.atomic():
        # Locks the organisation, so that two presses at once come one after the other
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        twin = Posting.objects.filter(
            organisation=organisation,
            kind=kind,
            title=facts["title"],
            text=facts["text"],
            state=Posting.State.OPEN,
            created_at__gte=timezone.now() - SAME_PRESS,
        ).first()
        if twin is not None:
            # As it was said last: who went back for a box to tick is told that it stands, and then it does
            return _store(twin, facts)
        return _store(Posting(organisation=organisation, posted_by=person, kind=kind), facts)


def change(person: Person, posting: Posting, **facts: Unpack[Facts]) -> Posting:
    """Raises ShutOut."""
    if posting.asked_id is None:
        let_speak(person)
    with transaction.atomic():
        return _store(posting, facts)


def _store(posting: Posting, facts: Facts) -> Posting:
    for field, value in facts.items():
        if field not in WORDS:
            setattr(posting, field, value)
    posting.save()
    for field in WORDS:
        if field in facts:
            getattr(posting, field).set(facts[field])  # type: ignore[literal-required]
    index.posting(posting)
    return posting


def end(posting: Posting, state: str) -> bool:
    """解決しました or 取り下げ. False when somebody did it before."""
    return bool(
        Posting.objects.filter(pk=posting.pk, state=Posting.State.OPEN).update(state=state, ended_at=timezone.now())
    )


def open_again(person: Person, posting: Posting) -> bool:
    """Put it up once more; it goes back to its old place in the desk's list, as the need is as old as it is.

    Raises ShutOut.
    """
    if posting.asked_id is None:
        let_speak(person)
    return bool(
        Posting.objects.filter(pk=posting.pk)
        .exclude(state=Posting.State.OPEN)
        .update(state=Posting.State.OPEN, ended_at=None)
    )


def fitting_hands(posting: Posting) -> list[Interest.Kind]:
    """What another organisation can signal to the desk about this posting."""
    if posting.is_need:
        return [Interest.Kind.HELP, Interest.Kind.SAME]
    return [Interest.Kind.WISH]


def raise_hand(*, person: Person, organisation: Organisation, posting: Posting, kind: str) -> Interest:
    """Tell the desk; nobody else hears of it. A second press changes what was told."""
    interest, _made = Interest.objects.update_or_create(
        posting=posting, organisation=organisation, defaults={"kind": kind, "person": person}
    )
    return interest


def lower_hand(*, organisation: Organisation, posting: Posting) -> None:
    Interest.objects.filter(posting=posting, organisation=organisation).delete()
