"""Nobody gets a letter twice and nobody is forgotten, whoever dies where."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from members.mail import states
from members.models import Letter
from tests.factories.members import PersonFactory
from tests.factories.newsletter import mailing

pytestmark = pytest.mark.django_db
State = Letter.State


@pytest.fixture
def batch():
    return mailing([PersonFactory() for _ in range(4)])


def state_of(letter) -> str:
    return Letter.objects.get(pk=letter.pk).state


def later(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=False)


def test_two_workers_share_the_letters_and_none_is_left(batch):
    first, second = states.claim(batch, 3), states.claim(batch, 3)
    assert len(first) == 3
    assert len(second) == 1
    assert not {x.pk for x in first} & {x.pk for x in second}
    assert states.claim(batch, 3) == []


def test_of_two_who_reach_for_the_same_letters_one_gets_them(batch):
    """The rival claims between our look and our grasp."""
    rival = []

    def butt_in(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and not rival:
            rival.append([])
            rival[0] = states.claim(batch, 3)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(butt_in):
        ours = states.claim(batch, 4)
    assert len(rival[0]) == 3
    assert len(ours) == 1
    assert not {x.pk for x in ours} & {x.pk for x in rival[0]}


def test_who_died_before_handing_over_left_a_letter_for_the_next(batch):
    held = states.claim(batch, 1)
    states.release_stale()
    assert state_of(held[0]) == State.CLAIMED
    with later(minutes=6):
        states.release_stale()
        assert len(states.claim(batch, 9)) == 4


def test_who_died_while_handing_over_left_a_question_for_a_person(batch):
    (letter,) = states.claim(batch, 1)
    states.begin_sending(letter)
    with later(days=3):
        states.release_stale()
        assert state_of(letter) == State.UNCERTAIN
        assert letter not in states.claim(batch, 9)
        states.release_stale()
    assert state_of(letter) == State.UNCERTAIN


def test_a_slow_worker_finds_that_its_letter_has_gone_to_another(batch):
    (slow,) = states.claim(batch, 1)
    with later(minutes=6):
        states.release_stale()
        quick = states.claim(batch, 1)[0]
        assert quick == slow
        with pytest.raises(states.Taken):
            states.begin_sending(slow)
        states.begin_sending(quick)
        states.settle(slow, State.FAILED)
        assert state_of(quick) == State.SENDING
        states.settle(quick, State.SENT)
    assert state_of(quick) == State.SENT


def test_a_worker_that_was_given_up_too_early_still_says_how_it_ended(batch):
    (letter,) = states.claim(batch, 1)
    states.begin_sending(letter)
    with later(minutes=6):
        states.release_stale()
    states.settle(letter, State.SENT)
    assert state_of(letter) == State.SENT


def test_an_error_that_passes_waits_longer_each_time_and_gives_up_in_the_end(batch):
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        while held := states.claim(batch, 1):
            letter = held[0]
            Letter.objects.filter(batch=batch).exclude(pk=letter.pk).delete()
            states.put_back(letter, "451 try later")
            letter.refresh_from_db()
            if letter.state == State.FAILED:
                break
            assert states.claim(batch, 1) == []
            waits.append(letter.not_before - timezone.now())
            clock.move_to(letter.not_before)
    assert letter.state == State.FAILED
    assert letter.error == "451 try later"
    assert waits == sorted(waits)
    assert timedelta(hours=20) < sum(waits, timedelta()) < timedelta(hours=30)


def test_a_server_that_is_away_costs_no_letter_a_try(batch):
    for _ in range(30):
        with later(minutes=2):
            states.server_is_away(states.claim(batch, 2), "接続できません")
        Letter.objects.update(not_before=None)
    assert set(batch.letters.values_list("state", "tries")) == {(State.QUEUED, 0)}


def test_a_person_decides_what_becomes_of_an_uncertain_letter(batch):
    resent, kept, sent = states.claim(batch, 3)
    for letter in (resent, kept):
        states.begin_sending(letter)
        states.settle(letter, State.UNCERTAIN)
    states.begin_sending(sent)
    states.settle(sent, State.SENT)
    assert states.decide_uncertain(resent, again=True)
    assert states.decide_uncertain(kept, again=False)
    assert not states.decide_uncertain(sent, again=True)
    assert not states.decide_uncertain(kept, again=True)
    assert [state_of(x) for x in (resent, kept, sent)] == [State.QUEUED, State.SENT, State.SENT]
