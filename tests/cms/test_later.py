"""What somebody keeps for later is seen by nobody else."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cms import later
from cms.models import Kept
from tests.factories.cms import case, lock, practice
from tests.factories.members import AdministratorFactory, FacilitatorFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_cases_and_practices_are_kept_once_the_newest_first():
    person = PersonFactory()
    pages = [case("事例"), practice("取組")]
    for page in (*pages, pages[0]):
        later.keep(person, page)
    assert later.kept(person) == [pages[1], pages[0]]
    later.drop(person, pages[1])
    assert later.kept(person) == [pages[0]]


def test_nobody_else_sees_it():
    person, page = PersonFactory(), case("事例")
    later.keep(person, page)
    assert Kept.objects.visible_to(person).count() == 1
    for other in (PersonFactory(), FacilitatorFactory(), AdministratorFactory(), AnonymousUser()):
        assert not Kept.objects.visible_to(other).exists()
    somebody = PersonFactory()
    later.drop(somebody, page)
    assert later.kept(somebody) == []
    assert later.kept(person) == [page]


def test_what_is_not_public_any_more_is_not_listed(home):
    person = PersonFactory()
    gone, locked, draft = case("消えた"), practice("閉じた"), case("下書き", live=False)
    for page in (gone, locked, draft):
        later.keep(person, page)
    gone.unpublish()
    lock(locked)
    assert later.kept(person) == []
    gone.get_latest_revision() or gone.save_revision()
    gone.get_latest_revision().publish()
    assert [page.title for page in later.kept(person)] == ["消えた"]


def test_other_pages_are_not_kept(home):
    assert not later.keepable().filter(pk=home.pk).exists()
