"""A mailing is handed over once; who gets it is settled then, each person and each address once."""

import pytest
from django.db import IntegrityError, transaction

from members.mail import batches, stopping
from members.mail.consent import decide
from members.models import Batch, Letter, Person, Suppression
from members.models.letters import Kind
from tests.factories.members import PersonFactory
from tests.factories.newsletter import mailing

pytestmark = pytest.mark.django_db
State = Letter.State


def addresses(batch):
    return sorted(batch.letters.values_list("address", flat=True))


def test_each_person_gets_one_letter_with_a_key_of_its_own():
    people = [PersonFactory() for _ in range(3)]
    batch = mailing([*people, *people])
    assert sorted(batch.letters.values_list("person", flat=True)) == sorted(person.pk for person in people)
    assert len(set(batch.letters.values_list("stop_key", flat=True))) == 3


def test_handing_over_again_finds_the_first_and_adds_nobody():
    first = PersonFactory()
    batch = mailing([first], subject="第1号")
    again = mailing([first, PersonFactory()], subject="第1号（直しました）")
    assert again == batch
    assert again.subject == "【つながり】第1号"
    assert addresses(batch) == [first.email]


def test_who_stopped_and_whose_address_is_suppressed_are_left_out():
    stopped, suppressed, inactive, other = (PersonFactory(email=f"{n}@example.org") for n in "abcd")
    decide(stopped, Kind.NEWSLETTER, False, "profile")
    Suppression.objects.create(address="B@Example.org", reason="戻ってきました")
    inactive.is_active = False
    inactive.save()
    assert addresses(mailing([stopped, suppressed, inactive, other])) == [other.email]


def test_stopping_the_newsletter_does_not_stop_notices():
    person = PersonFactory()
    decide(person, Kind.NEWSLETTER, False, "mail")
    assert addresses(mailing([person], kind=Kind.NOTICE)) == [person.email]


def test_two_spellings_of_one_address_are_one_letter():
    person = PersonFactory(email="a@example.org")
    twin = PersonFactory(email="b@example.org")
    Person.objects.filter(pk=twin.pk).update(email="A@Example.ORG")
    assert addresses(mailing([person, twin])) == ["a@example.org"]


def test_an_address_that_is_none_stops_nobody_else():
    broken, fine = PersonFactory(), PersonFactory()
    Person.objects.filter(pk=broken.pk).update(email="a@example.org, c@evil.example")
    batch = mailing([broken, fine])
    assert batches.counts(batch)[State.FAILED] == 1
    assert batches.counts(batch)[State.QUEUED] == 1


def test_no_mail_to_many_without_a_way_to_stop():
    stop = stopping.address(stopping.PLACEHOLDER)
    with pytest.raises(ValueError, match="stop"):
        batches.hand_over("k", Kind.NEWSLETTER, "題", "文", "", [])
    with pytest.raises(ValueError, match="stop"):
        batches.hand_over("k", Kind.NEWSLETTER, "題", stop, "<p>文</p>", [])
    assert not Batch.objects.exists()


def test_what_no_database_stores_is_taken_out():
    stop = stopping.address(stopping.PLACEHOLDER)
    batch, _ = batches.hand_over("k", Kind.NEWSLETTER, "題\x00\r\n" + "あ" * 900, f"a\x00b\ud800{stop}", "", [])
    batch.refresh_from_db()
    assert batch.text == f"ab{stop}"
    assert len(batch.subject) <= 150


def test_a_hand_over_that_breaks_leaves_nothing_behind():
    person = PersonFactory()

    def people():
        yield person
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        mailing(people())
    assert not Batch.objects.exists()
    assert addresses(mailing([person])) == [person.email]


def test_the_database_itself_refuses_a_second_letter():
    person = PersonFactory()
    batch = mailing([person])
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(batch=batch, person=person, address="other@example.org")
