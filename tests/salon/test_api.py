"""Programs are told of gatherings and documents what everybody reads, and nothing of a room or of where to enter."""

import json

import pytest
from django.test import Client

from salon.library import sharing
from salon.models import Gathering
from tests.factories.cms import page_tree
from tests.factories.members import FacilitatorFactory, OrganisationFactory
from tests.factories.salon import gathering_in, kinki
from tests.salon.library.test_sharing import given

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    page_tree()


def told(path: str) -> list[dict]:
    response = Client().get(path)
    assert response.status_code == 200
    return json.loads(response.content)["items"]


def test_gatherings_open_to_everybody_are_told_without_the_way_in():
    here, desk = kinki()[0], FacilitatorFactory()
    gathering_in(here, desk, title="ルームの集い")
    online = "https://meet.example/secret"
    public = gathering_in(
        here, desk, title="みんなの集い", text="**お茶**を", form="online", online=online, seats=5, is_public=True
    )
    response = Client().get("/api/gatherings/")
    [one] = json.loads(response.content)["items"]
    assert (one["title"], one["text"], one["seats_left"], one["is_online"]) == ("みんなの集い", "お茶を", 5, True)
    assert one["address"].endswith(public.get_public_url()) and one["organisation"] == ""
    assert online not in response.content.decode() and here.name not in response.content.decode()


def test_many_gatherings_ask_no_more_than_one(django_assert_num_queries):
    desk = FacilitatorFactory()
    for count in (1, 3):
        while Gathering.objects.count() < count:
            gathering_in(None, desk, is_public=True)
        with django_assert_num_queries(1):  # no organisation holds any of these
            assert len(told("/api/gatherings/")) == count
    Gathering.objects.update(organisation=OrganisationFactory(name="縁側の会"))
    with django_assert_num_queries(2):
        assert {one["organisation"] for one in told("/api/gatherings/")} == {"縁側の会"}


def test_documents_are_told_once_they_are_for_everybody(settings):
    here, one, _two = kinki()
    given(one, title="ルームの紙", scope="room", room=here)
    given(one, title="会員の紙", scope="members")
    waiting = given(one, title="みんなの紙", scope="public")
    assert told("/api/resources/") == []
    sharing.approve(waiting)
    [paper] = told("/api/resources/")
    assert paper["title"] == "みんなの紙" and paper["content_type"] == "application/pdf"
    assert Client().get(paper["file"].removeprefix(settings.SITE_URL)).status_code == 200


def test_the_page_for_people_names_them():
    page = Client().get("/api/").content.decode()
    for path in ("/api/gatherings/", "/api/resources/", "/api/newsletter/"):
        assert path in page
