"""サロンの約束: what everybody accepts before entering. Another text is another version, which asks again."""

from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from members.models import Person
from salon.models import Acceptance, HouseRules

FIRST = Path(__file__).with_name("rules.txt")


def in_force() -> HouseRules | None:
    """The rules as they read today."""
    return HouseRules.objects.first()


def to_accept(person: Person) -> HouseRules | None:
    """The rules, when the person has not accepted them, or only a version that asked for less."""
    asking = HouseRules.objects.filter(asks_again=True).first()
    if asking is None or Acceptance.objects.filter(person=person, rules__pk__gte=asking.pk).exists():
        return None
    return in_force()


def publish(by: Person | None, text: str, asks_again: bool = True) -> HouseRules:
    """A new version. The very first one always asks."""
    with transaction.atomic():
        asks_again = asks_again or not HouseRules.objects.exists()
        rules = HouseRules.objects.create(text=text, asks_again=asks_again, by=by)
        if asks_again:
            Person.objects.update(has_to_read=True)
        return rules


def write_first() -> HouseRules:
    """What a new network begins with; editors and administrators change it."""
    return in_force() or publish(None, FIRST.read_text(encoding="utf-8").strip())


def accept(person: Person, rules: HouseRules) -> None:
    Acceptance.objects.get_or_create(person=person, rules=rules)


def accepted_by_all(people: QuerySet[Person], rules: HouseRules) -> None:
    """As if each of them had been here: for the demonstration."""
    Acceptance.objects.bulk_create((Acceptance(person=one, rules=rules) for one in people), ignore_conflicts=True)
    people.update(has_to_read=False)
