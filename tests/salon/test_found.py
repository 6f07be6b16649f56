"""Gatherings for guests and documents for everybody are found on the site; what is for members or a room by nobody outside."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.models import SearchEntry
from cms.searching.finding import Search
from salon.gatherings import opening
from salon.library import sharing
from salon.models import Gathering, Resource
from tests.factories.cms import page_tree
from tests.factories.members import FacilitatorFactory, ThemeFactory
from tests.factories.salon import gathering_in, kinki
from tests.salon.library.test_sharing import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    page_tree()


def found(text: str) -> list[str]:
    return [f"{source.name} {one.title}" for source, one in Search(text, {}).page(1)]


def indexed(text: str) -> bool:
    return SearchEntry.objects.filter(title__contains=text).exists()


def test_a_document_is_found_once_it_is_for_everybody_and_until_it_is_taken_back():
    here, one, _two = kinki()
    for_room = given(one, title="見守りの手引き（ルーム）", scope="room", room=here)
    given(one, title="見守りの手引き（会員）", scope="members")
    for_all = given(one, title="見守りの手引き", scope="public")
    assert found("見守り") == []
    sharing.approve(for_all)
    assert found("見守り") == ["resources 見守りの手引き"]
    # Not even in the index of the site
    assert SearchEntry.objects.filter(title__contains="見守り").count() == 1
    sharing.withdraw(one, for_all)
    assert found("見守り") == [] and not indexed("見守り")
    assert Resource.objects.visible_to(one).filter(pk=for_room.pk).exists()


def test_a_document_is_found_until_its_day(time_machine):
    given(FacilitatorFactory(), title="年度の手引き", scope="public", until=timezone.localdate())
    assert found("年度の手引き") != []
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert found("年度の手引き") == []


def test_a_gathering_is_found_while_it_is_open_to_guests_and_ahead(time_machine):
    here, one = kinki()[0], FacilitatorFactory()
    gathering_in(here, one, title="ルームの縁側茶話会")
    public = gathering_in(here, one, title="みんなの縁側茶話会", is_public=True)
    assert found("縁側茶話会") == ["gatherings みんなの縁側茶話会"]
    facts = {
        name: getattr(public, name)
        for name in ("title", "text", "starts", "ends", "form", "place", "online", "seats", "is_public")
    }
    opening.change(one, public, facts | {"is_public": False})
    assert found("縁側茶話会") == [] and not indexed("みんなの縁側")
    opening.change(one, public, facts)
    assert found("縁側茶話会") != []
    time_machine.move_to(Gathering.objects.get(pk=public.pk).ends + timedelta(minutes=1))
    assert found("縁側茶話会") == []


def test_the_map_for_search_engines_names_gatherings_for_guests_only(site):
    here, one = kinki()[0], FacilitatorFactory()
    hidden = gathering_in(here, one)
    public = gathering_in(here, one, is_public=True)
    said = Client().get("/sitemap.xml").content.decode()
    assert public.get_public_url() in said and "/resources/" in said
    assert str(hidden.public_id) not in said


def test_documents_are_shown_by_theme(site):
    theme = ThemeFactory(name="高齢者", slug="elderly")
    person = FacilitatorFactory()
    given(person, title="お茶会の手引き", scope="public", theme=theme)
    given(person, title="会計の手引き", scope="public")
    everything = Client().get("/resources/").content.decode()
    assert "お茶会の手引き" in everything and "会計の手引き" in everything and "?theme=elderly" in everything
    only = Client().get("/resources/?theme=elderly").content.decode()
    assert "お茶会の手引き" in only and "会計の手引き" not in only
