"""Opening, changing and cancelling with forms alone; what is wrong is said and what was typed stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from salon.models import Gathering, Message, Room
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import gathering_in, key, kinki

pytestmark = pytest.mark.django_db
NEW = "/salon/gatherings/new/"


@pytest.fixture
def place(client):
    here, one, two = kinki()
    one.organisations().get().hub_blocks.add(here.block)
    client.force_login(one)
    return here, one, two


def typed(here, **more):
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    data = {
        "room": here.slug,
        "title": "お茶の集い",
        "text": "お茶を飲みます",
        "day": day,
        "begin": "19:00",
        "end": "20時半",
    }
    return data | {"form": "place", "place": "みなと会館", "key": key()} | more


def test_a_hub_opens_one_and_pressing_twice_opens_no_second(place, client):
    here, one, _two = place
    assert "集いを開く" in client.get(f"/salon/rooms/{here.slug}/").content.decode()
    data = typed(here)
    first, again = client.post(NEW, data), client.post(NEW, data)
    assert first["Location"] == again["Location"] == Gathering.objects.get().get_absolute_url()
    assert Message.objects.get().author == one


def test_the_same_key_with_another_text_is_asked_again_and_loses_nothing(place, client):
    here, _one, _two = place
    data = typed(here)
    client.post(NEW, data)
    answer = client.post(NEW, data | {"title": "べつの集い"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "べつの集い" in shown
    assert data["key"] not in shown


def test_what_is_wrong_is_said_and_what_was_typed_stays(place, client):
    here, _one, _two = place
    answer = client.post(NEW, typed(here, end="18:00", text="ながい案内の文"))
    assert answer.status_code == 422
    assert "終わりは、始まりより後の時刻にしてください。" in answer.content.decode()
    assert "ながい案内の文" in answer.content.decode()
    assert client.post(NEW, {}).status_code == 422
    assert not Gathering.objects.exists()


def test_who_leads_no_room_finds_no_form_and_no_word_of_it(place, client):
    here, _one, two = place
    client.force_login(two)
    assert client.get(NEW).status_code == 404
    assert client.post(NEW, typed(here)).status_code == 404
    assert NEW not in client.get(f"/salon/rooms/{here.slug}/").content.decode()
    assert NEW not in client.get("/salon/gatherings/").content.decode()


def test_a_hub_cannot_choose_another_room_or_the_whole_network(place, client):
    here, _one, _two = place
    for room in ("everybody", "small-talk", Room.objects.get(kind="small_talk").slug, "no-such-room"):
        assert client.post(NEW, typed(here, room=room)).status_code == 422
    assert not Gathering.objects.exists()


def test_a_facilitator_opens_for_all_and_from_the_room_of_one_organisation(place, client):
    here, one, _two = place
    client.force_login(FacilitatorFactory())
    assert client.post(NEW, typed(here, room="everybody")).status_code == 302
    assert Gathering.objects.get().room is None
    from salon.rooms import opening

    opening.open_own_rooms(one.organisations())
    own = Room.objects.get(kind=Room.Kind.OWN)
    assert f'value="{own.slug}" selected' in client.get(f"{NEW}?room={own.slug}").content.decode()
    assert client.post(NEW, typed(own)).status_code == 302
    assert own.gatherings.exists()


def test_the_form_of_one_that_stands_shows_it_and_changes_it(place, client):
    here, one, _two = place
    gathering = gathering_in(here, one)
    address = gathering.get_absolute_url()
    shown = client.get(address + "edit/").content.decode()
    assert f'value="{timezone.localtime(gathering.starts):%H:%M}"' in shown
    assert client.post(address + "edit/", typed(here, title="べつの名前")).status_code == 302
    gathering.refresh_from_db()
    assert (gathering.title, gathering.room) == ("べつの名前", here)


def test_fewer_seats_than_come_are_refused_in_words(place, client):
    here, one, two = place
    gathering = gathering_in(here, one)
    for person in (one, two):
        gathering.attendances.create(person=person, state="coming")
    answer = client.post(gathering.get_absolute_url() + "edit/", typed(here, seats="1"))
    assert answer.status_code == 422
    assert "いま2人が参加します" in answer.content.decode()


def test_cancelling_needs_a_reason_and_ends_changing(place, client):
    here, one, _two = place
    gathering = gathering_in(here, one)
    address = gathering.get_absolute_url()
    assert client.post(address + "cancel/", {"because": " "}).status_code == 422
    for _ in range(2):
        assert client.post(address + "cancel/", {"because": "台風"}).status_code == 302
    assert client.post(address + "edit/", typed(here)).status_code == 422
    assert "中止にする" not in client.get(address).content.decode()


@pytest.mark.parametrize("slug", ["\x00", "a\x00b", "x" * 10_000])
def test_a_room_that_no_database_holds_is_none(place, client, slug):
    here, _one, _two = place
    answer = client.post(NEW, typed(here, room=slug))
    assert answer.status_code == 422
    assert "一覧から選び直してください" in answer.content.decode()
    assert client.get(NEW, {"room": slug[-60:].replace("\x00", "")}).status_code == 200


def test_one_press_opens_it_to_guests_and_closes_it_again(place, client):
    here, _one, _two = place
    client.post(NEW, typed(here, is_public="on"))
    opened = Gathering.objects.get()
    page = opened.get_public_url()
    assert client.get(page).status_code == 200
    assert f'"{page}"' in client.get(opened.get_absolute_url()).content.decode()
    client.post(f"{opened.get_absolute_url()}edit/", typed(here))
    assert client.get(page).status_code == 404
    assert f'"{page}"' not in client.get(opened.get_absolute_url()).content.decode()
