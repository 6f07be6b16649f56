"""Who sees a gathering: the readers of its room, or all members where it has none."""

import pytest

from members.models import Affiliation, Person
from salon.models import Attendance, Gathering
from tests.factories.members import EditorFactory, FacilitatorFactory, PersonFactory, member_of
from tests.factories.salon import excluded, gathering_in, kinki, outsider

pytestmark = pytest.mark.django_db


def test_a_gathering_of_a_room_is_seen_by_who_reads_the_room():
    here, one, _two = kinki()
    desk = FacilitatorFactory()
    gathering = gathering_in(here, desk)
    Attendance.objects.create(gathering=gathering, person=one, state="coming")
    for person, sees in ((one, True), (desk, True), (outsider(), False), (EditorFactory(), False)):
        assert Gathering.objects.visible_to(person).exists() == sees
        assert Attendance.objects.visible_to(person).exists() == sees
    excluded(one, here)
    assert not Gathering.objects.visible_to(one).exists()


def test_one_of_the_whole_network_is_seen_by_members_only():
    _here, one, two = kinki()
    desk = FacilitatorFactory()
    gathering_in(None, desk)
    stranger = PersonFactory()
    for person, sees in ((one, True), (desk, True), (outsider(), True), (stranger, False), (EditorFactory(), False)):
        assert Gathering.objects.visible_to(person).exists() == sees
    excluded(one, None)
    Affiliation.objects.filter(person=two).delete()
    for person in (one, two):
        assert not Gathering.objects.visible_to(person).exists()


def test_it_says_when_and_where_but_never_the_address():
    here, _one, _two = kinki()
    both = gathering_in(here, FacilitatorFactory(), form="both", online="https://example.org/enter")
    assert both.where == "みなと会館、またはオンライン"
    assert "〜" in both.when
    assert "example.org" not in both.where + both.when


def test_everybody_who_may_see_it_is_who_it_is_asked_for():
    """Two wordings of one rule say the same of everybody."""
    here, one, two = kinki()
    desk = FacilitatorFactory()
    colleague, shut, former = (member_of(one.organisations().get()) for _ in range(3))
    excluded(colleague, here)
    excluded(two, None)
    Person.objects.filter(pk=shut.pk).update(is_active=False)
    Affiliation.objects.filter(person=former).delete()
    for gathering in (gathering_in(here, desk), gathering_in(None, desk)):
        found = {person: Gathering.objects.visible_to(person) for person in Person.objects.all()}
        seen = {person for person, gatherings in found.items() if gatherings.filter(pk=gathering.pk).exists()}
        assert set(gathering.people()) == seen
        assert {one, desk} <= seen
        assert not {two, shut, former} & seen
