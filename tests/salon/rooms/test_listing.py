"""Rooms in the list: what one looks for stands open, the rest is folded."""

import pytest

from members.models import Organisation
from salon.models import Room
from salon.rooms import groups, listing, opening
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import kinki, topic_in

pytestmark = pytest.mark.django_db


def names(rooms):
    return [room.name for room in rooms]


def test_a_member_has_the_room_with_the_secretariat_first():
    _, one, _two = kinki()
    opening.open_rooms_of(one)
    assert names(listing.of(one)["rooms"]) == ["大阪の団体と事務局", "近畿", "雑談"]


def test_a_facilitator_is_shown_rooms_of_organisations_in_which_something_was_said():
    _, one, _two = kinki()
    opening.open_own_rooms(Organisation.objects.all())
    topic_in(Room.objects.get(organisation=one.organisations().get()), one)
    shown = listing.of(FacilitatorFactory())
    assert names(shown["own_rooms"]) == ["大阪の団体と事務局"]
    assert names(shown["rooms"]) == ["事務局のルーム", "近畿", "雑談"]


def test_a_closed_group_is_folded():
    _, one, _two = kinki()
    group = groups.open_group("準備会", "")
    groups.add(group, one)
    assert "準備会" in names(listing.of(one)["rooms"])
    groups.close(group, True)
    shown = listing.of(one)
    assert (names(shown["ended_rooms"]), "準備会" in names(shown["rooms"])) == (["準備会"], False)
