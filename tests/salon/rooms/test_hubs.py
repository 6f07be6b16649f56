"""Which rooms somebody leads: facilitators every one, people of a hub those of its blocks and themes."""

import pytest

from salon.rooms import hubs
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import excluded, kinki, room

pytestmark = pytest.mark.django_db


def test_a_hub_leads_its_rooms_as_long_as_its_people_read_them():
    here, one, two = kinki()
    one.organisations().get().hub_blocks.add(here.block)
    assert list(hubs.led_by(one)) == [here]
    assert not hubs.led_by(two).exists()
    assert (hubs.leads(one, here), hubs.leads(two, here), hubs.leads(one, room("雑談"))) == (True, False, False)
    assert hubs.leads(FacilitatorFactory(), room("雑談"))
    excluded(one, here)
    assert not hubs.led_by(one).exists()
