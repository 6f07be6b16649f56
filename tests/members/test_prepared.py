"""A rule is worded once, and answers for each person and each day anew."""

from datetime import date

import pytest
import time_machine

from members.models import Affiliation, Organisation
from members.prepared import any_of, part, prepared
from tests.factories.members import OrganisationFactory, member_of

pytestmark = pytest.mark.django_db


def rule(person_id, day):
    return Affiliation.objects.current(day).filter(person=person_id).values("organisation")


def test_each_person_gets_their_own_answer_from_the_same_words(django_assert_num_queries):
    ask = prepared(rule)
    one, other = OrganisationFactory(), OrganisationFactory()
    people = {member_of(one): one, member_of(other): other}
    for person, organisation in people.items():
        with django_assert_num_queries(1):
            assert list(Organisation.objects.filter(pk__in=ask(person.pk))) == [organisation]


def test_the_day_is_the_day_of_asking():
    ask = prepared(rule)
    person = member_of(OrganisationFactory())
    Affiliation.objects.filter(person=person).update(since=date(2026, 4, 1), until=date(2026, 4, 30))
    for day, there in ((date(2026, 4, 30), True), (date(2026, 5, 1), False), (date(2026, 3, 31), False)):
        # Noon in Japan
        with time_machine.travel(f"{day}T03:00:00Z", tick=False):
            assert Organisation.objects.filter(pk__in=ask(person.pk)).exists() == there, day


def test_the_words_are_made_once():
    made = []

    def counted(person_id, day):
        made.append(person_id)
        return rule(person_id, day)

    ask = prepared(counted)
    for person_id in (1, 2, 3):
        Organisation.objects.filter(pk__in=ask(person_id)).exists()
    assert len(made) == 1


def test_a_part_is_asked_for_each_person_too():
    ask = prepared(
        lambda person_id, day: Organisation.objects.filter(any_of("ours"), pk__in=part("ours")).values("pk"), ours=rule
    )
    one, other = OrganisationFactory(), OrganisationFactory()
    for organisation in (one, other):
        assert list(Organisation.objects.filter(pk__in=ask(member_of(organisation).pk))) == [organisation]
    assert not Organisation.objects.filter(pk__in=ask(0)).exists()
