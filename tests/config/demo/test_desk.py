"""The demonstration's needs and introductions: all of 見本 organisations, each state once, and no mail about old things."""

import pytest

from config.demo import desk, network
from members.models import Letter
from salon.models import Introduction, Posting, Room
from salon.rooms.opening import open_rooms


@pytest.mark.django_db
def test_what_the_demonstration_shows_and_what_it_leaves_alone():
    network.load()
    open_rooms()
    desk.load()
    first = list(Introduction.objects.values_list("pk", "state"))
    desk.load()
    assert list(Introduction.objects.values_list("pk", "state")) == first
    assert sorted(state for _, state in first) == ["agreed", "done", "waiting"]
    assert not Posting.objects.filter(organisation__is_sample=False).exists()
    assert not Introduction.objects.filter(other__is_sample=False).exists()
    assert Posting.objects.filter(kinds=None).count() == 0
    assert all(introduction.reasons for introduction in Introduction.objects.all())
    assert Room.objects.filter(kind=Room.Kind.INTRODUCTION).count() == 2
    assert not Letter.objects.exists()
