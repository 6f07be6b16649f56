"""Choosing with a press what to hear of a room or a topic."""

import pytest

from salon.models import Following, Seat
from salon.rooms import hearing
from tests.factories.salon import kinki, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client):
    here, one, two = kinki()
    client.force_login(two)
    return here, two, topic_in(here, one)


def test_a_room_is_made_quieter_and_louder_on_its_page(client, place):
    here, person, topic = place
    page = f"/salon/rooms/{here.slug}/"
    assert 'data-but=" "' in client.get(page).text
    answer = client.post(f"/salon/notices/rooms/{here.slug}/", {"level": "nothing"}, follow=True)
    assert "いつでも読めます" in answer.text
    assert hearing.level(person, here) == Seat.Level.NOTHING
    assert 'data-only=" "' in answer.text
    assert topic.title in answer.text


def test_a_topic_is_followed_and_muted_on_its_page(client, place):
    _, person, topic = place
    for wanted, words in (("1", "追っています"), ("0", "静かにしています")):
        answer = client.post(f"/salon/notices/topics/{topic.pk}/", {"followed": wanted}, follow=True)
        assert words in answer.text
        assert hearing.follows(person, topic) == (wanted == "1")


@pytest.mark.parametrize("data", [{}, {"level": "loud", "followed": "2"}])
def test_what_makes_no_sense_changes_nothing_and_says_so(client, place, data):
    here, _, topic = place
    for address in (f"/salon/notices/rooms/{here.slug}/", f"/salon/notices/topics/{topic.pk}/"):
        assert "選び直して" in client.post(address, data, follow=True).text
    assert not Following.objects.filter(topic=topic, followed=False).exists()
    assert not Seat.objects.filter(level="loud").exists()
