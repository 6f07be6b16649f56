"""Who is in which room follows from the organisation."""

import pytest
from django.contrib.auth.models import AnonymousUser

from members.models import Block, Organisation, Person, TargetGroup
from salon.models import Room, RoomMember
from salon.rooms import opening
from tests.factories.members import (
    AdministratorFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    ThemeFactory,
    former_member_of,
    member_of,
)
from tests.factories.salon import excluded, kinki, outsider, room

pytestmark = pytest.mark.django_db


def names(person):
    return set(Room.objects.visible_to(person).values_list("name", flat=True))


def test_an_organisation_is_in_its_blocks_and_themes_rooms_without_anybody_doing_anything():
    ThemeFactory(name="高齢者支援", target_groups=["高齢者"])
    ThemeFactory(name="若年層支援", target_groups=["学生"])
    person = member_of(OrganisationFactory(prefectures=["大阪府", "長野県"], target_groups=["高齢者"]))
    outsider()
    opening.open_rooms()
    assert names(person) == {"近畿", "関東・甲信越", "高齢者支援", "雑談"}


def test_it_moves_when_its_profile_changes():
    ThemeFactory(name="若年層支援", target_groups=["学生"])
    organisation = OrganisationFactory(prefecture="大阪府")
    person = member_of(organisation)
    outsider()
    opening.open_rooms()
    organisation.prefectures.set(organisation.prefectures.model.objects.filter(name="北海道"))
    organisation.target_groups.set(TargetGroup.objects.filter(name="学生"))
    assert names(person) == {"北海道・東北", "若年層支援", "雑談"}


def test_it_moves_when_the_secretariat_moves_a_prefecture_to_another_block():
    here, _person, other = kinki()
    hokkaido = outsider()
    other.organisations().first().home_prefecture.__class__.objects.filter(name="兵庫県").update(
        block=Block.objects.get(name="北海道・東北")
    )
    opening.open_rooms()
    assert here.name not in names(other)
    assert names(other) == names(hokkaido)


@pytest.mark.parametrize("chosen", ["extra_blocks", "extra_themes"])
def test_a_block_or_theme_that_was_chosen_besides_counts_too(chosen):
    here, _person, _ = kinki()
    theme = ThemeFactory(name="居場所づくり")
    opening.open_rooms()
    organisation = OrganisationFactory(
        prefecture="北海道", **{chosen: [theme if chosen == "extra_themes" else here.block]}
    )
    expected = "居場所づくり" if chosen == "extra_themes" else "近畿"
    assert expected in names(member_of(organisation))


def test_nobody_else_reads_a_room():
    here, member, _ = kinki()
    organisation = member.organisations().get()
    withdrawn = OrganisationFactory(prefecture="大阪府")
    ParticipationFactory(organisation=withdrawn, withdrawn=True)
    locked_out = [
        AnonymousUser(),
        PersonFactory(),
        outsider(),
        former_member_of(organisation),
        EditorFactory(),
        AdministratorFactory(),
        member_of(OrganisationFactory(prefecture="大阪府", membership=Organisation.Membership.GUEST)),
        member_of(OrganisationFactory(prefecture="大阪府", status=Organisation.Status.LEFT)),
        member_of(withdrawn),
        member_of(OrganisationFactory(prefecture="大阪府"), is_active=False),
    ]
    for person in locked_out:
        assert here not in Room.objects.visible_to(person), person
    assert here in Room.objects.visible_to(member)
    assert here in Room.objects.visible_to(FacilitatorFactory())


def test_a_pause_takes_nobody_out():
    here, member, _ = kinki()
    Organisation.objects.update(status=Organisation.Status.PAUSED)
    assert here in Room.objects.visible_to(member)


def test_who_is_excluded_reads_only_the_other_rooms():
    here, member, other = kinki()
    excluded(member, here)
    assert names(member) == {"雑談"}
    assert here in Room.objects.visible_to(other)


def test_an_introduction_is_read_by_its_two_sides_and_the_facilitators_only():
    _, one, two = kinki()
    neighbour = member_of(OrganisationFactory(prefecture="大阪府"))
    here = opening.open_introduction_room([one.organisations().get(), two.organisations().get()], "おつなぎ")
    assert {person for person in (one, two, neighbour) if here in Room.objects.visible_to(person)} == {one, two}
    assert here in Room.objects.visible_to(FacilitatorFactory())


def test_the_room_of_an_organisation_with_the_secretariat_is_read_by_its_people_and_facilitators_only():
    _, one, two = kinki()
    organisation = one.organisations().get()
    colleague, former = member_of(organisation), former_member_of(organisation)
    opening.open_own_rooms(Organisation.objects.all())
    here = Room.objects.get(organisation=organisation)
    everybody = (one, colleague, two, former, EditorFactory(), AdministratorFactory())
    assert [person for person in everybody if here in Room.objects.visible_to(person)] == [one, colleague]
    assert here in Room.objects.visible_to(FacilitatorFactory())


def test_the_desks_own_room_is_read_by_facilitators_only():
    _, one, _ = kinki()
    desk = Room.objects.get(kind=Room.Kind.DESK)
    others = (one, EditorFactory(), AdministratorFactory(), PersonFactory())
    assert not [person for person in others if desk in Room.objects.visible_to(person)]
    assert desk in Room.objects.visible_to(FacilitatorFactory())


def test_people_of_a_room_are_just_those_who_may_read_it():
    """`people()` is `visible_to()` read from the other end."""
    here, one, two = kinki()
    outsider()
    former_member_of(one.organisations().get())
    excluded(member_of(one.organisations().get()), here)
    FacilitatorFactory()
    EditorFactory()
    introduction = opening.open_introduction_room([one.organisations().get()], "おつなぎ")
    RoomMember.objects.create(room=introduction, person=two)
    opening.open_own_rooms(Organisation.objects.all())
    for place in Room.objects.all():
        readers = {person for person in Person.objects.all() if place in Room.objects.visible_to(person)}
        assert set(place.people()) == readers, place


def test_small_talk_is_for_every_member():
    _, one, _ = kinki()
    talk = room("雑談")
    assert talk in Room.objects.visible_to(one)
    assert talk in Room.objects.visible_to(outsider())
    assert talk not in Room.objects.visible_to(EditorFactory())
