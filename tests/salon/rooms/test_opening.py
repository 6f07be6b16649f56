"""Rooms come to be by themselves."""

import pytest

from members.models import Organisation
from salon.models import Room
from salon.rooms import opening
from tests.factories.members import BlockFactory, OrganisationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def test_there_is_one_room_for_each_block_and_theme_one_for_small_talk_and_one_of_the_desk():
    BlockFactory(name="近畿")
    ThemeFactory(name="居場所づくり")
    opening.open_rooms()
    opening.open_rooms()
    assert sorted(Room.objects.values_list("kind", "name")) == [
        ("block", "近畿"),
        ("desk", "事務局のルーム"),
        ("small_talk", "雑談"),
        ("theme", "居場所づくり"),
    ]


def test_a_block_that_is_added_has_its_room_at_once_and_a_new_name_reaches_it():
    block = BlockFactory(name="近畿", slug="kinki")
    block.name = "近畿ブロック"
    block.save()
    assert Room.objects.get(block=block).name == "近畿ブロック"


def test_a_block_and_a_theme_may_share_a_word_of_their_address():
    BlockFactory(name="島", slug="island")
    ThemeFactory(name="島の暮らし", slug="island")
    assert Room.objects.filter(kind__in=["block", "theme"]).count() == 2


def test_the_address_of_an_introduction_cannot_be_guessed():
    sides = [OrganisationFactory(), OrganisationFactory()]
    one = opening.open_introduction_room(sides, "あ" * 200)
    two = opening.open_introduction_room(sides, "い")
    assert one.slug != two.slug
    assert set(one.organisations()) == set(sides)


def test_an_organisation_has_one_room_with_the_secretariat_named_as_it_is_today():
    organisation = OrganisationFactory(name="港の会")
    guest = OrganisationFactory(membership=Organisation.Membership.GUEST)
    for name in ("港の会", "港のみんなの会"):
        Organisation.objects.filter(pk=organisation.pk).update(name=name)
        opening.open_own_rooms(Organisation.objects.all())
        assert Room.objects.get(organisation=organisation).name == f"{name}と事務局"
    assert not Room.objects.filter(organisation=guest).exists()
