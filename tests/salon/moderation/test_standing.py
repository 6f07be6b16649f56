"""A word to a person and a time of rest: by the desk alone, told plainly, over by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members import access
from members.models import Letter
from salon.models import Deed, Exclusion, Room
from salon.moderation import reading_first, standing
from salon.rooms.changing import NotYours
from salon.rooms.opening import open_rooms
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import kinki, room

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    open_rooms()
    return here, one, two, FacilitatorFactory()


def rooms(person):
    return set(Room.objects.visible_to(person))


def test_who_is_excluded_from_one_room_reads_the_others(place):
    here, one, two, desk = place
    before = rooms(one)
    standing.exclude(desk, one, here, 7, "理由")
    assert rooms(one) == before - {here}
    assert one not in here.people()
    assert here in rooms(two)
    assert two in here.people()


def test_who_is_excluded_from_all_still_reaches_the_secretariat(place):
    _, one, two, desk = place
    standing.exclude(desk, one, None, 7, "理由")
    left = rooms(one)
    assert {found.kind for found in left} <= {Room.Kind.OWN}
    assert room("雑談") in rooms(two)
    assert one not in room("雑談").people()
    assert all(one in found.people() for found in left)


def test_it_is_over_by_itself_after_its_last_day(place):
    here, one, _, desk = place
    exclusion = standing.exclude(desk, one, here, 1, "理由")
    today = timezone.localdate()
    for until, enters in ((today, False), (today - timedelta(days=1), True)):
        Exclusion.objects.filter(pk=exclusion.pk).update(until=until)
        assert (here in rooms(one)) == enters
        assert (one in here.people()) == enters


def test_it_is_ended_early_and_a_later_one_takes_the_place_of_the_one_before(place):
    here, one, _, desk = place
    first = standing.exclude(desk, one, here, 90, "理由")
    second = standing.exclude(desk, one, here, 1, "短くしました")
    assert list(Exclusion.objects.on(timezone.localdate())) == [second]
    assert standing.end(desk, second)
    assert here in rooms(one)
    assert not standing.end(desk, second)
    assert not standing.end(desk, first)


def test_every_step_raises_the_access_version_so_that_open_sockets_are_closed(place):
    here, one, _, desk = place
    versions = [access.version()]
    exclusion = standing.exclude(desk, one, here, 7, "理由")
    versions.append(access.version())
    standing.end(desk, exclusion)
    versions.append(access.version())
    assert versions[0] < versions[1] < versions[2]


def test_the_person_gets_a_mail_that_says_where_and_not_what(place):
    here, one, _, desk = place
    standing.exclude(desk, one, here, 7, "ひみつの理由")
    letter = Letter.objects.select_related("batch").get(person=one)
    assert "/salon/first/" in letter.batch.text
    assert "ひみつの理由" not in letter.batch.text


def test_only_the_desk_and_nobody_of_it_is_excluded(place):
    here, one, two, desk = place
    exclusion = standing.exclude(desk, one, here, 7, "理由")
    for step in (
        lambda: standing.exclude(two, one, here, 7, "理由"),
        lambda: standing.caution(two, one, "理由"),
        lambda: standing.end(one, exclusion),
        lambda: standing.exclude(desk, FacilitatorFactory(), here, 7, "理由"),
    ):
        with pytest.raises(NotYours):
            step()


def test_all_of_it_is_written_down(place):
    here, one, _, desk = place
    standing.caution(desk, one, "ことば")
    standing.end(desk, standing.exclude(desk, one, here, 7, "理由"))
    found = list(Deed.objects.order_by("pk").values_list("kind", "person_name", "room", "reason"))
    assert found == [
        ("caution", one.name, None, "ことば"),
        ("exclude", one.name, here.pk, "理由"),
        ("end_exclusion", one.name, here.pk, ""),
    ]


def test_who_is_excluded_everywhere_says_nothing_by_a_profile_either(place, client):
    _here, one, two, desk = place
    organisation = one.organisations().get()
    one.affiliations.update(is_administrator=True)
    client.force_login(one)
    own, theirs = "/me/edit/", f"/me/organisations/{organisation.code}/"
    typed = {"name": one.name, "introduction": "前の\r\nひとこと", "phone": ""}
    client.post(own, typed)
    exclusion = standing.exclude(desk, one, None, 7, "理由")
    reading_first.confirm(one, None, [], [exclusion.pk])
    for where, words in ((own, typed | {"introduction": "ひとことに書く"}), (theirs, {"summary": "紹介に書く"})):
        page = client.post(where, words).text
        assert "のせられません" in page
        assert words.get("introduction", words.get("summary")) in page
    assert client.post(own, typed | {"phone": "06-1234-5678"}).status_code == 302
    one.refresh_from_db()
    organisation.refresh_from_db()
    assert (one.introduction, one.phone, organisation.summary) == ("前の\nひとこと", "06-1234-5678", "")
    assert client.post(own, typed | {"introduction": ""}).status_code == 302
    # Somebody else speaks
    client.force_login(two)
    assert client.post(own, {"name": two.name, "introduction": "ひとこと"}).status_code == 302
