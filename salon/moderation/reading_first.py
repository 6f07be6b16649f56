"""What a person reads and confirms before going on: the rules, a word of the secretariat, a time of rest."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from members.models import Person
from salon.models import Caution, Exclusion, HouseRules
from salon.moderation import house


@dataclass(frozen=True)
class Waiting:
    rules: HouseRules | None
    cautions: list[Caution]
    exclusions: list[Exclusion]

    def __bool__(self) -> bool:
        return bool(self.rules or self.cautions or self.exclusions)


def waiting(person: Person) -> Waiting:
    """What the person has not confirmed yet; nothing, and then the salon is open without a question more."""
    with transaction.atomic():
        # First: whoever gives this person a word at this moment waits, and opens the question again
        Person.objects.filter(pk=person.pk).update(has_to_read=False)
        found = _found(person)
        if found:
            Person.objects.filter(pk=person.pk).update(has_to_read=True)
        return found


def confirm(person: Person, rules: int | None, cautions: Iterable[int], exclusions: Iterable[int]) -> Waiting:
    """What stood on the page was read; what came since then waits on."""
    now = timezone.now()
    with transaction.atomic():
        asked = house.to_accept(person)
        if asked and asked.pk == rules:
            house.accept(person, asked)
        for model, names in ((Caution, cautions), (Exclusion, exclusions)):
            model.objects.filter(person=person, pk__in=list(names), confirmed_at=None).update(confirmed_at=now)
        return waiting(person)


def _found(person: Person) -> Waiting:
    today = timezone.localdate()
    return Waiting(
        rules=house.to_accept(person),
        cautions=list(Caution.objects.filter(person=person, confirmed_at=None)),
        exclusions=list(Exclusion.objects.on(today).filter(person=person, confirmed_at=None).select_related("room")),
    )
