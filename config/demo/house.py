"""The rules of the house, which everybody of the demonstration has accepted."""

from members.models import Person
from salon.moderation import house


def load() -> None:
    house.accepted_by_all(Person.objects.all(), house.write_first())
