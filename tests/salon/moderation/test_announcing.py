"""What the secretariat announces stands once in each room, marked as its word."""

import pytest

from salon.models import Deed, Topic
from salon.moderation import announcing
from salon.rooms.changing import NotYours
from salon.rooms.events import events_after
from salon.rooms.posting import KeyConflict
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import key, kinki, outsider, room

pytestmark = pytest.mark.django_db


def test_it_is_once_in_each_room_however_often_it_is_sent():
    here, one, _ = kinki()
    outsider()
    rooms, desk, sent = [here, room("雑談"), room("北海道・東北")], FacilitatorFactory(), key()
    for wanted in (rooms[:2], rooms):
        announcing.announce(desk, wanted, "お休みの日", "年末はお休みします。", sent, pinned=True)
    found = Topic.objects.filter(title="お休みの日")
    assert sorted(topic.room.name for topic in found) == sorted(one.name for one in rooms)
    assert all(topic.announced and topic.pinned_at and topic.kind == "news" for topic in found)
    assert Topic.objects.visible_to(one).filter(title="お休みの日").count() == 2
    assert "事務局から" in events_after(here.pk, 0)[0]["state"]
    assert Deed.objects.filter(kind="announce").count() == 3


def test_another_text_with_the_same_key_goes_nowhere():
    here, _, _ = kinki()
    desk, sent = FacilitatorFactory(), key()
    announcing.announce(desk, [here], "題", "文", sent)
    with pytest.raises(KeyConflict):
        announcing.announce(desk, [room("雑談"), here], "題", "別の文", sent)
    assert not Topic.objects.filter(room__name="雑談").exists()


def test_only_the_desk_announces():
    here, one, _ = kinki()
    with pytest.raises(NotYours):
        announcing.announce(one, [here], "題", "文", key())
    assert not Topic.objects.exists()
