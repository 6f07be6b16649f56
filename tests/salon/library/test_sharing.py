"""A document is seen by whom it was meant for and by nobody else, until its day, and not a moment longer than it was given."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from members.models import Affiliation
from salon.library import sharing
from salon.models import Resource, ResourceCategory
from salon.rooms import keeping
from salon.rooms.recognising import NotTaken
from tests.factories.members import AffiliationFactory, FacilitatorFactory, PersonFactory
from tests.factories.salon import kinki, outsider

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


def facts(**changed):
    said = {"title": "ひな形", "text": "", "theme": None, "organisation": None, "scope": "members", "room": None}
    return said | {"category": ResourceCategory.objects.first(), "until": None} | changed


def given(person, **changed):
    return sharing.share(person, facts(**changed), "hinagata.pdf", PDF)


def seen_by(person):
    return set(Resource.objects.visible_to(person))


def test_each_scope_is_seen_by_its_people_only():
    here, one, two = kinki()
    elsewhere = outsider()
    for_room = given(one, scope="room", room=here)
    for_members = given(one, scope="members")
    for_all = given(one, scope="public")
    assert seen_by(two) == {for_room, for_members, for_all}
    assert seen_by(elsewhere) == {for_members, for_all}
    assert seen_by(AnonymousUser()) == set()
    # Nobody outside sees what the secretariat has not looked at
    sharing.approve(for_all)
    assert seen_by(AnonymousUser()) == {for_all}
    assert seen_by(PersonFactory()) == {for_all}
    assert seen_by(FacilitatorFactory()) == {for_room, for_members, for_all}


def test_after_its_day_only_its_own_people_see_it(time_machine):
    _, one, two = kinki()
    shared = given(one, until=timezone.localdate() + timedelta(days=1))
    assert shared in seen_by(two)
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert shared not in seen_by(two)
    assert shared in seen_by(one)


def test_taken_back_it_is_seen_by_nobody_and_its_file_is_gone(django_capture_on_commit_callbacks):
    _, one, two = kinki()
    shared = given(one)
    assert sharing.path(shared).read_bytes() == PDF
    with pytest.raises(sharing.NotYours):
        sharing.withdraw(two, shared)
    with django_capture_on_commit_callbacks(execute=True):
        sharing.withdraw(one, shared)
    assert not sharing.path(shared).exists()
    assert shared not in seen_by(one) | seen_by(two) | seen_by(FacilitatorFactory())


def test_people_of_its_organisation_change_it_and_others_do_not():
    _, one, two = kinki()
    shared = given(one, organisation=one.organisations()[0])
    assert sharing.may_change(one, shared)
    assert not sharing.may_change(two, shared)
    with pytest.raises(sharing.NotYours):
        sharing.change(two, shared, facts(title="ほかの名"))


def leaves(person, organisation):
    today = timezone.localdate()
    dates = {"since": today - timedelta(days=9), "until": today - timedelta(days=1)}
    Affiliation.objects.filter(person=person, organisation=organisation).update(**dates)


def test_who_left_the_organisation_takes_it_back_and_does_not_change_it():
    _, one, _ = kinki()
    theirs, own = one.organisations()[0], None
    for organisation in (theirs, own):
        shared = given(one, organisation=organisation)
        leaves(one, theirs)
        with pytest.raises(sharing.NotYours):
            sharing.change(one, shared, facts(title="辞めた人の題"))
        sharing.withdraw(one, shared)
        shared.refresh_from_db()
        assert shared.withdrawn_at
        Affiliation.objects.filter(person=one).update(until=None)


def test_who_belongs_to_another_organisation_by_now_does_not_change_it_either():
    _, one, two = kinki()
    shared = given(one, organisation=one.organisations()[0])
    AffiliationFactory(person=one, organisation=two.organisations()[0])
    leaves(one, shared.organisation)
    assert not sharing.may_change(one, shared)


def test_what_was_taken_back_meanwhile_stays_taken_back():
    _, one, _ = kinki()
    shared = given(one)
    sharing.withdraw(one, shared)
    with pytest.raises(sharing.NotYours):
        sharing.change(one, shared, facts(title="新しい名"))
    shared.refresh_from_db()
    assert shared.withdrawn_at


def test_only_what_was_looked_at_is_for_everybody():
    _, one, _ = kinki()
    seen = given(one, scope="public")
    sharing.change(one, seen, facts(scope="public", text="見ていない文"))
    assert not sharing.approve(seen)
    assert seen_by(AnonymousUser()) == set()
    now = Resource.objects.get()
    assert sharing.approve(now)
    assert sharing.approve(now)  # pressed twice


def test_who_widens_it_to_everybody_waits_for_the_secretariat_again():
    _, one, _ = kinki()
    shared = given(one, scope="public")
    sharing.approve(shared)
    shared.refresh_from_db()
    sharing.change(one, shared, facts(scope="public", title="新しい名"))
    assert shared not in seen_by(AnonymousUser())
    assert list(Resource.objects.waiting()) == [shared]


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b""), ("a.pdf", b"<html>"), ("山田太郎 昭和20年1月2日生.pdf", PDF)]
)
def test_what_is_no_document_or_names_a_person_is_not_taken(name, content):
    _, one, _ = kinki()
    with pytest.raises(NotTaken):
        sharing.share(one, facts(), name, content)
    assert not Resource.objects.exists()


def test_a_full_disk_leaves_nothing_behind(monkeypatch):
    _, one, _ = kinki()

    def full(*_):
        raise OSError("full")

    monkeypatch.setattr(keeping, "write_whole", full)
    with pytest.raises(NotTaken):
        given(one)
    assert not Resource.objects.exists()


def test_what_a_crash_left_is_tidied(time_machine):
    _, one, _ = kinki()
    half, whole, back = given(one), given(one), given(one)
    Resource.objects.filter(pk=half.pk).update(kept=False)
    Resource.objects.filter(pk=back.pk).update(withdrawn_at=timezone.now())
    time_machine.move_to(timezone.now() + 2 * sharing.WRITING)
    assert sharing.tidy() == 2
    assert not Resource.objects.filter(pk=half.pk).exists()
    assert sharing.path(whole).exists()
    assert not sharing.path(back).exists()
