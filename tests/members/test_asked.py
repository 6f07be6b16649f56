"""A question is worded once, and answers for each value, each person and each day anew."""

import threading
import uuid
from datetime import date

import pytest
import time_machine
from django.db import NotSupportedError, connection, transaction
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe

from members.asked import TEXT, asked
from members.models import Affiliation, Organisation, Person
from tests.factories.members import OrganisationFactory, PersonFactory, member_of

pytestmark = pytest.mark.django_db


def test_each_value_gets_its_own_answer_from_the_same_words(django_assert_num_queries):
    made = []

    def question(code, pk):
        made.append(code)
        return Organisation.objects.filter(code=code, pk=pk)

    ask = asked(question)
    one, other = OrganisationFactory(), OrganisationFactory()
    for organisation in (one, other, one):
        with django_assert_num_queries(1):
            assert ask(organisation.code, organisation.pk) == [organisation]
    assert ask(one.code, other.pk) == []
    assert len(made) == 1


def test_a_person_and_the_day_are_those_of_asking():
    ask = asked(lambda person: person.organisations())
    one, other = OrganisationFactory(), OrganisationFactory()
    person, somebody = member_of(one), member_of(other)
    Affiliation.objects.filter(person=person).update(since=date(2026, 4, 1), until=date(2026, 4, 30))
    for day, found in ((date(2026, 4, 30), [one]), (date(2026, 5, 1), []), (date(2026, 4, 1), [one])):
        # Noon in Japan
        with time_machine.travel(f"{day}T03:00:00Z", tick=False):
            assert ask(person) == found, day
    assert ask(somebody) == [other]


def test_who_has_another_role_is_asked_for_in_other_words():
    ask = asked(lambda person: Person.objects.all() if person.is_facilitator else Person.objects.filter(pk=person.pk))
    member, facilitator = PersonFactory(), PersonFactory(is_facilitator=True)
    assert ask(member) == [member]
    assert set(ask(facilitator)) == {member, facilitator}
    assert ask(member) == [member]


def test_who_left_is_asked_for_as_ever():
    ask = asked(lambda person: Person.objects.filter(is_active=person.is_active, pk=person.pk))
    gone = PersonFactory(is_active=False)
    assert ask(gone) == [gone]
    assert ask(PersonFactory())


@pytest.mark.parametrize("number", [-1, 2**63, 10**40])
def test_a_number_that_no_column_holds_is_found_nowhere(number):
    assert asked(lambda pk: Person.objects.filter(pk=pk))(number) == []


def test_rows_are_what_an_ordinary_queryset_gives():
    organisation = OrganisationFactory(name="「引用」'; --")
    person = member_of(organisation)
    [found] = asked(
        lambda name: (
            Affiliation.objects.select_related("person")
            .prefetch_related("organisation__prefectures")
            .filter(organisation__name=name)
        )
    )(organisation.name)
    assert found.person == person
    assert found._state.fields_cache["person"] == person
    assert asked(lambda pk: Person.objects.filter(pk=pk).values_list("pk", "name"))(person.pk) == [
        (person.pk, person.name)
    ]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL keeps plans")
def test_the_plan_is_kept_unless_connections_change_hands(monkeypatch):
    # In words that nobody else has
    ask = asked(lambda pk: Person.objects.filter(pk=pk).order_by("-email", "-name"))
    person = PersonFactory()

    def kept():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            return cursor.fetchone()[0]

    before = kept()
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    for _ in range(10):
        assert ask(person.pk) == [person]
    assert kept() == before
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", False)
    for _ in range(10):
        assert ask(person.pk) == [person]
    assert kept() == before + 1


def test_what_is_no_number_and_no_text_is_asked_as_ever():
    person = PersonFactory()
    by_flag = asked(lambda flag: Person.objects.filter(is_facilitator=flag))
    assert by_flag(False) == [person]
    assert by_flag(True) == []
    assert asked(lambda pk: Person.objects.filter(pk=pk))(None) == []
    assert asked(lambda name: Organisation.objects.filter(name=name))(uuid.uuid4()) == []


def test_two_people_are_not_taken_for_each_other():
    ask = asked(lambda one, other: Person.objects.filter(pk=other.pk).exclude(pk=one.pk))
    one, other = PersonFactory(), PersonFactory()
    assert ask(one, other) == [other]
    assert ask(other, one) == [one]
    assert ask(one, one) == []


def test_whoever_is_looked_up_late_is_a_person_with_roles_of_its_own():
    ask = asked(lambda person: Person.objects.all() if person.is_facilitator else Person.objects.filter(pk=person.pk))
    member, facilitator = PersonFactory(), PersonFactory(is_facilitator=True)
    assert ask(SimpleLazyObject(lambda: member)) == [member]
    assert set(ask(SimpleLazyObject(lambda: facilitator))) == {member, facilitator}


def test_a_text_that_looks_like_a_mark_is_a_text():
    ask = asked(lambda name, other: Organisation.objects.filter(name=name, code=other))
    marks = [f"{TEXT}{place}" for place in (0, 1)]
    organisation = OrganisationFactory(name=marks[1], code=OrganisationFactory().code + "x")
    assert ask(mark_safe(marks[1]), organisation.code) == [organisation]
    assert ask(organisation.code, marks[1]) == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL keeps plans")
@pytest.mark.django_db(transaction=True)
def test_a_plan_that_a_migration_made_useless_is_made_anew(monkeypatch):
    """The old process goes on serving while the new one brings the tables in line."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 60)
    connection.close()
    ask = asked(lambda pk: Person.objects.filter(pk=pk))
    person = PersonFactory()
    for _ in range(5):
        assert ask(person.pk) == [person]
    _elsewhere("ALTER TABLE members_person ALTER COLUMN name TYPE varchar(200)")
    try:
        with pytest.raises(NotSupportedError), transaction.atomic():
            ask(person.pk)
        assert ask(person.pk) == [person]
    finally:
        for _ in range(5):
            ask(person.pk)
        _elsewhere("ALTER TABLE members_person ALTER COLUMN name TYPE varchar(60)")
    assert ask(person.pk) == [person]


def _elsewhere(statement):
    """Over a connection of its own, as another process has it."""

    def execute():
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()

    thread = threading.Thread(target=execute)
    thread.start()
    thread.join()
