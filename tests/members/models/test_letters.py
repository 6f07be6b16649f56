"""A letter of somebody who was deleted names nobody any more, and goes nowhere."""

import pytest
from django.core import mail
from django.db import transaction

from members.mail import sending, states
from members.models import Letter, Person
from tests.factories.members import PersonFactory
from tests.factories.newsletter import mailing

pytestmark = pytest.mark.django_db
State = Letter.State
WAYS = {
    "one": lambda people: [person.delete() for person in people],
    "many": lambda people: Person.objects.filter(pk__in=[person.pk for person in people]).delete(),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_address_goes_with_its_person_and_other_peoples_stay(way):
    stays, *gone = [PersonFactory(email=f"{name}@example.org") for name in ("stays", "first", "second")]
    batch = mailing([stays, *gone])
    Letter.objects.update(state=State.FAILED, error="550 <first@example.org>: no such user")
    WAYS[way](gone)
    assert not Person.objects.filter(pk__in=[person.pk for person in gone]).exists()
    kept = batch.letters.get(person=stays)
    assert (kept.address, kept.error) == ("stays@example.org", "550 <first@example.org>: no such user")
    old = batch.letters.filter(person=None)
    assert len(old) == 2
    for letter in old:
        assert letter.address == f"gone-{letter.pk}@deleted.invalid"
        assert "@example.org" not in letter.error


@pytest.mark.parametrize("way", WAYS)
def test_it_is_never_sent_and_what_was_sent_stays_sent(way):
    waiting, sent, stays = people = [PersonFactory() for _ in range(3)]
    batch = mailing(people)
    Letter.objects.filter(person=sent).update(state=State.SENT)
    before = batch.letters.get(person=sent).pk
    WAYS[way]([waiting, sent])
    sending.send_waiting(batch)
    assert [message.to for message in mail.outbox] == [[stays.email]]
    assert sorted(batch.letters.values_list("state", flat=True)) == [State.SENT, State.SENT, State.SKIPPED]
    assert batch.letters.get(pk=before).state == State.SENT


def test_a_worker_that_holds_one_finds_it_taken():
    person = PersonFactory()
    (held,) = states.claim(mailing([person]), 1)
    person.delete()
    with pytest.raises(states.Taken):
        states.begin_sending(held)


def test_somebody_who_comes_back_with_the_same_address_gets_no_second_one():
    person = PersonFactory(email="again@example.org")
    batch = mailing([person], key="newsletter-1")
    sending.send_waiting(batch)
    person.delete()
    again = PersonFactory(email="again@example.org")
    assert mailing([again], key="newsletter-1") == batch
    sending.send_waiting(batch)
    assert len(mail.outbox) == 1


def test_the_address_stays_where_the_person_stays_after_all():
    batch = mailing([PersonFactory(email="stays@example.org")])
    with transaction.atomic():
        Person.objects.get(email="stays@example.org").delete()
        transaction.set_rollback(True)
    letter = batch.letters.get()
    assert (letter.address, letter.state) == ("stays@example.org", State.QUEUED)


def test_nobody_deletes_everybody_by_way_of_the_manager():
    assert not hasattr(Person.objects, "delete")
