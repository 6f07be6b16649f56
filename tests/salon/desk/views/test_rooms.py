"""The facilitator makes working groups with forms alone, and finds the room of every organisation."""

import pytest

from members.models import Person
from salon.models import Room
from salon.rooms import groups
from tests.factories.members import FacilitatorFactory, OrganisationFactory
from tests.factories.salon import kinki

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(FacilitatorFactory())
    return client


def page(client, address):
    return client.get(address).content.decode()


def test_a_group_is_made_filled_and_closed(desk):
    _, one, two = kinki()
    address = desk.post("/salon/desk/groups/new/", {"name": "合同イベント", "purpose": "秋"})["Location"]
    room = Room.objects.get(name="合同イベント")
    assert "大阪のひと" in page(desk, f"{address}?q=大阪")
    desk.post(f"{address}members/", {"person": one.pk, "step": "add"})
    desk.post(f"{address}members/", {"organisation": two.organisations().get().pk, "step": "add"})
    assert {one, two} <= set(room.people())
    listed = page(desk, address)
    assert one.name in listed
    assert two.organisations().get().name in listed
    desk.post(f"{address}members/", {"person": one.pk, "step": "remove"})
    assert one not in room.people()
    desk.post(f"{address}closed/", {"on": "1"})
    assert "このルームは終了しました" in page(desk, f"/salon/rooms/{room.slug}/")
    desk.force_login(two)
    answer = desk.post(f"/salon/rooms/{room.slug}/", {"title": "題", "body": "のこる文"})
    assert answer.status_code == 409
    assert "のこる文" in answer.content.decode()


def test_a_wrong_form_keeps_what_was_typed_and_says_what_to_do(desk):
    answer = desk.post("/salon/desk/groups/new/", {"name": "", "purpose": "のこることば"})
    assert answer.status_code == 422
    assert "のこることば" in answer.content.decode()
    group = groups.open_group("会", "")
    stranger = Person.objects.create_user("nobody@example.org", name="会員でない人")
    for data in ({}, {"person": "x"}, {"person": stranger.pk, "step": "add"}, {"person": "9" * 30, "step": "add"}):
        assert desk.post(f"/salon/desk/groups/{group.slug}/members/", data).status_code == 302
    assert not group.members.exists()


def test_the_room_of_an_organisation_is_there_when_it_is_looked_for(desk):
    organisation = OrganisationFactory(name="あとから来た団体")
    assert "あとから来た団体と事務局" in page(desk, "/salon/desk/rooms/?q=あとから")
    assert Room.objects.filter(organisation=organisation).exists()


def test_a_member_meets_the_room_with_the_secretariat_on_the_first_visit(client):
    _, one, _two = kinki()
    client.force_login(one)
    assert "大阪の団体と事務局" in page(client, "/salon/")
