"""«Since I was here» is the end of the visit before this one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from salon.home import visiting
from salon.models import Visit
from tests.factories.members import PersonFactory

pytestmark = pytest.mark.django_db


def earlier(person, **ago):
    Visit.objects.filter(person=person).update(seen_at=timezone.now() - timedelta(**ago))
    return Visit.objects.get(person=person).seen_at


def test_the_first_visit_shows_the_last_week():
    since, was_here = visiting.arrive(PersonFactory())
    assert not was_here
    assert timezone.now() - since >= visiting.AT_FIRST


def test_who_comes_back_sees_what_is_new_since_then_also_after_a_reload():
    person = PersonFactory()
    visiting.arrive(person)
    left = earlier(person, days=2)
    assert visiting.arrive(person) == (left, True)
    assert visiting.arrive(person) == (left, True)
    earlier(person, minutes=50)
    assert visiting.arrive(person) == (left, True)


def test_a_device_that_renews_what_it_keeps_is_no_visit():
    person = PersonFactory()
    visiting.arrive(person)
    left = earlier(person, days=2)
    visiting.look(person)
    assert Visit.objects.get(person=person).seen_at == left
    assert visiting.arrive(person) == (left, True)


def test_a_reload_writes_nothing(django_assert_num_queries):
    person = PersonFactory()
    visiting.arrive(person)
    with django_assert_num_queries(1):
        visiting.arrive(person)
