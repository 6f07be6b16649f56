"""PostgreSQL is asked over the connection that Django has, with plans that stay, and several questions in one go."""

import time

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from members import plans
from members.questions import Question, new, put, store
from salon.models import Message, PostingKey
from tests.at_once import at_once
from tests.factories.salon import kinki, said, topic_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="embedded, nothing goes over a wire"),
]


@pytest.fixture(autouse=True)
def kept(monkeypatch):
    """One connection for the whole test, as a process has it."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", None)
    connection.close()
    yield
    connection.close()


def number(value, times=1):
    return Question(f"SELECT {' + '.join(['%s::int'] * times)}", [value] * times, lambda rows: rows[0][0])


def planned():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'asked_%%'")
        return cursor.fetchone()[0]


def test_a_connection_keeps_no_more_plans_than_it_may(monkeypatch):
    monkeypatch.setattr(plans, "MOST", 3)
    for round_ in range(2):
        for times in range(1, 9):
            assert put(number(round_ + 1, times)) == [(round_ + 1) * times]
    assert planned() == 3


@pytest.mark.parametrize("times", [99, 100, 101, 1000])
def test_a_question_may_have_many_values(times):
    assert put(number(1, times)) == [times]


def test_numbers_of_other_sizes_are_other_plans_and_the_same_words():
    for value in (1, 2**31 - 1, 1, None):
        assert put(number(value)) == [value]
    assert put(Question("SELECT %s::bigint", [2**62], list)) == [[(2**62,)]]


def test_a_transaction_begins_with_the_first_question_and_ends_with_django():
    with transaction.atomic():
        assert put(number(1), number(2)) == [1, 2]
        assert connection.connection.info.transaction_status.name == "INTRANS"
    assert connection.connection.info.transaction_status.name == "IDLE"
    assert put(number(3)) == [3]
    assert connection.connection.info.transaction_status.name == "IDLE"


def test_what_is_last_ends_the_transaction():
    here, one, _ = kinki()
    topic = topic_in(here, one)
    message = Message(room=here, topic=topic, seq=99, author=one, author_name="", text="最後")
    with transaction.atomic():
        put(number(1))
        store(new(message), is_last=True)
        assert connection.connection.info.transaction_status.name == "IDLE"
    assert Message.objects.get(pk=message.pk).text == "最後"


@pytest.mark.parametrize("is_last", [True, False])
def test_what_the_database_refuses_at_the_very_end_is_refused(is_last):
    """Keys to other rows are looked at when the transaction ends."""
    here, one, _ = kinki()
    topic = topic_in(here, one)
    message = Message(room=here, topic=topic, seq=99, author_id=2**40, author_name="", text="書いた人がいない")
    with pytest.raises(IntegrityError), transaction.atomic():
        store(new(message), is_last=is_last)
    assert not Message.objects.filter(seq=99).exists()
    assert put(number(1)) == [1]


def test_when_the_last_one_fails_nothing_is_committed_with_it():
    here, one, _ = kinki()
    topic = topic_in(here, one)
    used = PostingKey.objects.get(message=said(topic, one))
    message = Message(room=here, topic=topic, seq=99, author=one, author_name="", text="二度目")
    with pytest.raises(IntegrityError), transaction.atomic():
        again = PostingKey(person=used.person, key=used.key, fingerprint="", message=message)
        store(new(message), new(again), is_last=True)
    assert not Message.objects.filter(text="二度目").exists()
    assert put(number(1)) == [1]


def test_more_than_the_wire_takes_at_once_goes_over_it():
    large = "あ" * 4_000_000
    asked = Question("SELECT %s::text", [large], lambda rows: rows[0][0])
    for number_of_them in (1, 3):
        assert put(*[asked] * number_of_them) == [large] * number_of_them


def test_others_have_their_turn_while_the_database_is_at_work():
    """A thread that waits for a room that is held must not hold up the process."""
    turns = []

    def wait():
        put(Question("SELECT pg_sleep(0.5)", [], list), number(1))
        turns.append("waited")

    def go_on():
        for _ in range(10):
            time.sleep(0.01)
        turns.append("went on")

    at_once(wait, go_on)
    assert turns == ["went on", "waited"]


def test_a_server_that_dies_in_between_leaves_no_half_answer():
    with pytest.raises(OperationalError), transaction.atomic():
        put(number(1), Question("SELECT pg_terminate_backend(pg_backend_pid())", [], list), number(2))
    assert put(number(3), number(4)) == [3, 4]


def test_who_is_interrupted_leaves_no_half_answer(monkeypatch):
    def interrupted(self):
        raise KeyboardInterrupt

    connection.ensure_connection()
    driver = connection.connection
    with monkeypatch.context() as during:
        during.setattr(plans.Plans, "_answers", interrupted)
        # In no transaction: of one Django itself would hang up
        with pytest.raises(KeyboardInterrupt):
            put(number(1), number(2))
    assert driver.closed
    connection.close()
    assert put(number(3), number(4)) == [3, 4]


def test_what_is_asked_now_does_not_go_to_make_room_for_what_is_asked_with_it(monkeypatch):
    monkeypatch.setattr(plans, "MOST", 3)
    assert put(number(1, 1), number(1, 2), number(1, 3)) == [1, 2, 3]
    # The oldest is asked again, with one that is new
    assert put(number(1, 1), number(1, 4)) == [1, 4]
    assert planned() == 3
