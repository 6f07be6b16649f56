"""What salon and newsletter show on public pages."""

import pytest
from django.db.models import Exists, OuterRef
from wagtail.models import Page

from cms import registry
from cms.models import CasePage
from cms.registry import Part, Place
from tests.factories.cms import case
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


def test_a_part_is_drawn_from_its_items_alone(part, monkeypatch):
    monkeypatch.setattr(registry, "render_to_string", lambda template, facts: f"{template} {facts}")
    organisation = OrganisationFactory(code="one")
    assert registry.drawn(Place.ORGANISATION, organisation) == [
        "cms/words.html {'items': [{'name': 'できること：送り迎え'}]}"
    ]
    assert registry.drawn(Place.ORGANISATION, OrganisationFactory(code="other")) == []


def test_a_name_registers_once():
    first = Part(place=Place.HOME, name="test", find=lambda reader: [1], template="a")
    second = Part(place=Place.HOME, name="test", find=lambda reader: [2], template="b")
    registry.register(first)
    registry.register(second)
    try:
        assert [found["items"] for found in registry.shown(Place.HOME) if found["template"] in "ab"] == [[2]]
    finally:
        registry.forget(second)


def test_a_part_that_a_page_does_not_have_is_not_asked(home):
    def asked(reader, page):
        raise AssertionError("the query that fetched the page had said that there is nothing")

    page = case("事例")
    here = Part(
        Place.STORY, "test", asked, "a", has=lambda: Exists(Page.objects.filter(title="まだ無い", pk=OuterRef("pk")))
    )
    registry.register(here)
    try:
        assert (
            registry.shown(Place.STORY, CasePage.objects.annotate(**registry.present(Place.STORY)).get(pk=page.pk))
            == []
        )
        with pytest.raises(AssertionError):
            registry.shown(Place.STORY, page)
    finally:
        registry.forget(here)


def test_members_are_led_where_the_last_way_leads(monkeypatch):
    monkeypatch.setattr(registry, "_asking", [])
    assert registry.where_to_ask("somebody", "page") == ""
    registry.ask_by(lambda person, page: "/first/")
    registry.ask_by(lambda person, page: f"/{person}/{page}/")
    assert registry.where_to_ask("somebody", "page") == "/somebody/page/"
