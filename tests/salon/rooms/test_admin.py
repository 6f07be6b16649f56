"""The secretariat names rooms in the admin; it reads none there, and sees no introduction."""

import pytest

from salon.rooms import opening
from tests.factories.members import AdministratorFactory, EditorFactory, FacilitatorFactory
from tests.factories.salon import kinki, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms():
    here, one, two = kinki()
    topic_in(here, one, title="ひみつの題", text="ひみつの文")
    sides = [one.organisations().get(), two.organisations().get()]
    return here, opening.open_introduction_room(sides, "おつなぎ：ひみつの二者")


def test_an_administrator_says_what_a_room_is_for(client, rooms):
    here, _ = rooms
    client.force_login(AdministratorFactory())
    page = client.get("/admin/rooms/").content.decode()
    assert "近畿" in page
    assert "ひみつ" not in page
    client.post(f"/admin/rooms/edit/{here.pk}/", {"name": "近畿", "purpose": "ゆっくり話す所", "order": 3})
    here.refresh_from_db()
    assert here.purpose == "ゆっくり話す所"


def test_the_room_of_an_introduction_is_not_found_there(client, rooms):
    here, introduction = rooms
    client.force_login(AdministratorFactory())
    for view in ("edit", "inspect", "history"):
        assert client.get(f"/admin/rooms/{view}/{here.pk}/").status_code == 200, view
        assert client.get(f"/admin/rooms/{view}/{introduction.pk}/").status_code == 404, view


def test_no_room_is_added_or_deleted_by_hand(client, rooms):
    here, _ = rooms
    client.force_login(AdministratorFactory())
    assert client.get("/admin/rooms/new/", follow=True).redirect_chain[0][0] == "/admin/"
    assert client.post(f"/admin/rooms/delete/{here.pk}/", follow=True).redirect_chain[0][0] == "/admin/"
    here.refresh_from_db()


def test_facilitators_look_and_editors_do_not(client, rooms):
    here, _ = rooms
    client.force_login(FacilitatorFactory())
    assert client.get("/admin/rooms/").status_code == 200
    assert client.get(f"/admin/rooms/edit/{here.pk}/").status_code == 302
    client.force_login(EditorFactory())
    assert client.get("/admin/rooms/").status_code == 302
