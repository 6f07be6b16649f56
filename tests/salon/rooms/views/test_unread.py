"""The numbers of an open list are those of a fresh page, and each room leads to its first unread message."""

import pytest

from salon.models import ReadMark
from salon.rooms import changing, hearing, reading
from tests.factories.salon import kinki, outsider, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client):
    here, one, two = kinki()
    client.force_login(two)
    topic = topic_in(here, one)
    return here, one, two, topic


def numbers(client, here):
    return client.get("/salon/unread/").json()["rooms"][str(here.pk)]


def test_the_numbers_are_those_of_the_list_and_say_up_to_which_event(client, place):
    here, one, _, topic = place
    taken = said(topic, one)
    assert numbers(client, here) == {"unread": 2, "head": 2, "but": " ", "only": None}
    changing.withdraw(one, taken)
    here.refresh_from_db()
    told = numbers(client, here)
    assert (told["unread"], told["head"]) == (1, here.last_seq)
    page = client.get("/salon/").text
    assert f'data-room="{here.pk}" data-head="{here.last_seq}"' in page
    assert 'data-count="1"' in page


def test_nobody_hears_the_number_of_a_room_that_is_not_theirs(client, place):
    here, *_ = place
    client.force_login(outsider())
    assert str(here.pk) not in client.get("/salon/unread/").json()["rooms"]
    assert client.get(f"/salon/rooms/{here.slug}/unread/").status_code == 404


def test_the_row_of_a_room_leads_to_its_first_unread_message_and_then_to_the_room(client, place):
    here, one, two, topic = place
    topic_in(here, one, "二つめ")
    way = f"/salon/rooms/{here.slug}/unread/"
    assert f'href="{way}"' in client.get("/salon/").text
    assert client.get(way)["Location"] == f"/salon/rooms/{here.slug}/topics/{topic.pk}/?at=unread#unread"
    hearing.set_level(two, here, "nothing")
    assert client.get(way)["Location"] == f"/salon/rooms/{here.slug}/"


def test_a_page_that_leaves_unread_messages_out_reads_nothing_and_leads_to_them(client, place):
    here, one, two, topic = place
    topic.refresh_from_db()
    reading.mark_read(two, topic, 1)
    first = said(topic, one)
    for _ in range(60):
        last = said(topic, one)
    page = client.get(f"/salon/rooms/{here.slug}/topics/{topic.pk}/").text
    assert "未読のはじめへ" in page
    assert "data-room-read-value" not in page
    assert ReadMark.objects.get(person=two, topic=topic).seq == 1
    page = client.get(f"/salon/rooms/{here.slug}/topics/{topic.pk}/?at=unread").text
    assert page.index('id="unread"') < page.index(f"m-{first.public_id}")
    assert f"m-{last.public_id}" not in page
    assert "?at=unread&amp;past=" in page  # not the address of this page itself
    assert 1 < ReadMark.objects.get(person=two, topic=topic).seq < last.seq
    client.get(f"/salon/rooms/{here.slug}/topics/{topic.pk}/?at=unread")
    assert ReadMark.objects.get(person=two, topic=topic).seq == last.seq
