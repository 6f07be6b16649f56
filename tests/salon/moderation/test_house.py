"""Every version of the rules is kept, and asks again unless it only mends a letter."""

import pytest

from members.models import Person
from salon.models import Acceptance, HouseRules
from salon.moderation import house
from tests.factories.members import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_new_version_asks_again_and_a_mended_letter_does_not():
    person = PersonFactory()
    first = house.publish(None, "一つめ")
    assert house.to_accept(person) == first
    house.accept(person, first)
    assert house.to_accept(person) is None
    mended = house.publish(None, "一つ目", asks_again=False)
    assert house.to_accept(person) is None
    # Who comes now reads the mended one
    assert house.to_accept(PersonFactory()) == mended
    second = house.publish(None, "二つ目")
    assert house.to_accept(person) == second


def test_who_accepted_which_version_is_kept():
    person = PersonFactory()
    for text in ("一つ目", "二つ目"):
        rules = house.publish(None, text)
        house.accept(person, rules)
        house.accept(person, rules)
    kept = Acceptance.objects.visible_to(person).order_by("pk").values_list("rules__text", flat=True)
    assert list(kept) == ["一つ目", "二つ目"]


def test_a_new_version_opens_the_question_for_everybody_and_the_first_one_always_asks():
    person = PersonFactory()
    house.publish(None, "一つ目", asks_again=False)
    assert Person.objects.get(pk=person.pk).has_to_read


def test_a_new_network_begins_with_rules_and_keeps_those_it_has():
    first = house.write_first()
    assert "支えている方" in first.text
    assert house.write_first() == first
    assert HouseRules.objects.count() == 1
