"""While somebody types, words and titles are offered that are public and begin or stand there."""

import pytest
from django.utils import translation

from cms.searching.suggesting import MOST, suggestions
from tests.factories.cms import case, translated
from tests.factories.members import OrganisationFactory, TargetGroupFactory, prefecture

pytestmark = pytest.mark.django_db


def offered(text: str) -> list[str]:
    return [one.words for one in suggestions(text)]


def test_the_words_of_the_network_come_first_then_what_pages_and_organisations_are_called(home):
    TargetGroupFactory(name="若者")
    case("若者の家")
    OrganisationFactory(name="港の若者")
    assert offered("若") == ["若者", "若者の家", "港の若者"]


def test_tokyo_is_not_offered_to_who_types_kyoto(home):
    prefecture("東京都"), prefecture("京都府")
    assert offered("京都") == ["京都府"]


def test_what_is_not_public_is_not_offered(home):
    case("若者の下書き", live=False)
    OrganisationFactory(name="若者をやめた会", status="left")
    assert offered("若者") == []


def test_below_en_titles_are_offered_as_they_are_read_there(home):
    translated(case("縁側の家"), title="The open engawa")
    translated(case("縁側の下書き"), live=False, title="A draft of an engawa")
    case("縁側の庭")
    with translation.override("en"):
        assert offered("enga") == ["The open engawa"]
        assert set(offered("縁側")) == {"The open engawa", "縁側の下書き", "縁側の庭"}
    assert offered("enga") == []
    assert set(offered("縁側")) == {"縁側の家", "縁側の下書き", "縁側の庭"}


def test_they_are_few_and_nothing_is_offered_for_nothing(home):
    for number in range(20):
        case(f"農園{number}")
    assert 0 < len(offered("農園")) <= MOST
    for nothing in ("", " ", "\x00", "\ud800", "「」"):
        assert offered(nothing) == []
