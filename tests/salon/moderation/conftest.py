import pytest

from tests.factories.members import FacilitatorFactory
from tests.factories.salon import kinki, said, topic_in


@pytest.fixture
def place():
    here, one, two = kinki()
    return here, one, two, FacilitatorFactory()


@pytest.fixture
def talk(place):
    """Two topics that were written in in turn: a1 b1 a2 b2 a3."""
    here, one, two, _ = place
    a = topic_in(here, one, "甲の題", "甲1")
    b = topic_in(here, two, "乙の題", "乙1")
    said(a, two, "甲2")
    said(b, one, "乙2")
    said(a, one, "甲3")
    a.refresh_from_db()
    b.refresh_from_db()
    return a, b
