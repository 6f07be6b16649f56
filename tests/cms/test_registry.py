"""What salon and newsletter show on public pages."""

import pytest

from cms import registry
from cms.registry import Part, Place
from tests.factories.members import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    asked = []

    def find(reader, organisation):
        asked.append((reader.is_authenticated, organisation.code))
        return [{"name": "できること：送り迎え"}] if organisation.code == "one" else []

    part = Part(place=Place.ORGANISATION, name="test", find=find, template="cms/words.html")
    registry.register(part)
    yield asked
    registry.forget(part)


def test_parts_are_asked_as_a_stranger_and_only_with_something_to_show(part):
    one, other = OrganisationFactory(code="one"), OrganisationFactory(code="other")
    assert [found["items"] for found in registry.shown(Place.ORGANISATION, one)] == [[{"name": "できること：送り迎え"}]]
    assert registry.shown(Place.ORGANISATION, other) == []
    assert part == [(False, "one"), (False, "other")]


def test_a_name_registers_once():
    first = Part(place=Place.HOME, name="test", find=lambda reader: [1], template="a")
    second = Part(place=Place.HOME, name="test", find=lambda reader: [2], template="b")
    registry.register(first)
    registry.register(second)
    try:
        assert [found["items"] for found in registry.shown(Place.HOME) if found["template"] in "ab"] == [[2]]
    finally:
        registry.forget(second)
