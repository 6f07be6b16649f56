"""A working group is for those whom the secretariat chose, as long as they are members."""

import pytest

from members import access
from members.models import Affiliation, Person
from salon.models import Deed, Room
from salon.rooms import groups, numbering, posting
from tests.factories.members import FacilitatorFactory, OrganisationFactory, member_of
from tests.factories.salon import kinki, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return groups.open_group("合同イベント", "秋の準備")


def readers(room):
    members = Person.objects.filter(is_facilitator=False)
    return {person for person in members if Room.objects.visible_to(person).filter(pk=room.pk).exists()}


def test_it_is_read_by_who_was_chosen_and_by_nobody_else(group):
    _, one, two = kinki()
    colleague = member_of(one.organisations().get())
    groups.add(group, one.organisations().get())
    assert readers(group) == {one, colleague}
    groups.add(group, two)
    groups.add(group, two)
    assert readers(group) == {one, colleague, two}
    assert FacilitatorFactory() in group.people()


def test_who_leaves_the_network_leaves_the_group(group):
    _, one, _two = kinki()
    groups.add(group, one)
    Affiliation.objects.filter(person=one).delete()
    assert readers(group) == set()


def test_coming_and_going_raises_the_access_version(group):
    _, one, _two = kinki()
    versions = [access.version()]
    for step in (groups.add, groups.remove):
        step(group, one)
        versions.append(access.version())
    assert versions == sorted(set(versions))
    assert readers(group) == set()


def test_nothing_is_written_in_a_closed_group_until_it_is_opened_again(group):
    _, one, _two = kinki()
    groups.add(group, one)
    topic = topic_in(group, one)
    groups.close(group, True)
    with pytest.raises(numbering.RoomClosed):
        said(topic, one)
    with pytest.raises(posting.RoomClosed):
        topic_in(group, one)
    groups.close(group, False)
    said(topic, one)


def test_people_are_found_by_their_name_and_that_of_their_organisation(group):
    person = member_of(OrganisationFactory(name="ＮＰＯほしぞら"), name="星野", reading="ほしの")
    member_of(OrganisationFactory(name="別の団体"), name="月野")
    for words in ("星野", "ほしの", "npoほし"):
        organisations, people = groups.found(group, words)
        assert list(people) == [person], words
    assert [one.name for one in organisations] == ["ＮＰＯほしぞら"]
    groups.add(group, person)
    assert not groups.found(group, "星野")[1]


def test_what_a_facilitator_does_with_a_group_stands_in_the_log_once(group):
    desk = FacilitatorFactory()
    _, one, two = kinki()
    organisation = two.organisations().get()
    made = groups.open_group("記録の会", "", by=desk)
    for _ in range(2):
        groups.add(made, one, by=desk)
        groups.add(made, organisation, by=desk)
    for _ in range(2):
        groups.remove(made, one, by=desk)
        groups.close(made, True, by=desk)
    groups.close(made, False, by=desk)
    kinds = Deed.Kind
    assert list(
        Deed.objects.filter(room=made, by=desk).order_by("pk").values_list("kind", "person", "person_name")
    ) == [
        (kinds.OPEN_GROUP, None, ""),
        (kinds.TAKE_IN, one.pk, one.name),
        (kinds.TAKE_IN, None, organisation.name),
        (kinds.TAKE_OUT, one.pk, one.name),
        (kinds.CLOSE_GROUP, None, ""),
        (kinds.REOPEN_GROUP, None, ""),
    ]
