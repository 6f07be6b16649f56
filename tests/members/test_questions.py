"""What is put together is answered in its order, each after what stands before it; what failed leaves nothing behind."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError

from members import questions
from members.asked import asked
from members.models import Person
from members.questions import KeyOf, Question, changed, new, put, store
from salon.models import Message, PostingKey
from tests.factories.salon import kinki, said, topic_in

pytestmark = pytest.mark.django_db
only_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="embedded, nothing is lost on the way")
_names = asked(lambda pk: Person.objects.filter(pk=pk).values_list("name", flat=True))


def renaming(person, name):
    return Question("UPDATE members_person SET name = %s WHERE id = %s", [name, person.pk])


def test_each_question_sees_what_those_before_it_did():
    _, one, two = kinki()
    with transaction.atomic():
        before, nothing, after, other = put(
            _names.about(one.pk), renaming(one, "新しい名"), _names.about(one.pk), _names.about(two.pk)
        )
    assert (before, nothing, after, other) == ([one.name], None, ["新しい名"], [two.name])


def test_a_sign_that_stands_for_no_value_is_left_alone():
    _, one, _ = kinki()
    asked = Question(
        "SELECT name, 'ten %%', '%%s' FROM members_person WHERE name LIKE '%%' AND id = %s", [one.pk], list
    )
    assert put(asked) == [[(one.name, "ten %", "%s")]]


def test_who_looks_at_what_is_asked_sees_it():
    """In tests, and where a debugger listens."""
    _, one, _ = kinki()
    heard = []
    with connection.execute_wrapper(lambda go, sql, values, *rest: heard.append(sql) or go(sql, values, *rest)):
        put(_names.about(one.pk))
    assert len(heard) == 1 and "members_person" in heard[0]


def test_nothing_is_asked_in_a_transaction_that_is_broken():
    _, one, _ = kinki()
    with pytest.raises(TransactionManagementError), transaction.atomic():
        transaction.set_rollback(True)
        put(_names.about(one.pk))


def test_what_is_new_is_stored_as_save_would():
    here, one, _ = kinki()
    topic = topic_in(here, one)
    at = datetime(2026, 7, 1, 0, 30, 15, 123456, tzinfo=UTC)
    message = Message(
        room=here, topic=topic, seq=99, author=one, author_name="「名'; --", text="%s 100%", created_at=at
    )
    put(new(message))
    key = PostingKey(person=one, key="k", fingerprint="f", message=message)
    put(new(key))
    assert not message._state.adding
    found = Message.objects.get(pk=message.pk)
    fields = [field.attname for field in Message._meta.concrete_fields]
    assert [getattr(found, name) for name in fields] == [getattr(message, name) for name in fields]
    assert isinstance(found.public_id, uuid.UUID)
    assert PostingKey.objects.get(pk=key.pk).message == message


def test_what_belongs_together_is_stored_in_one_go_and_leads_to_each_other():
    here, one, _ = kinki()
    topic = topic_in(here, one)
    message = Message(room=here, topic=topic, seq=99, author=one, author_name="%s (", text="100%s、'; --")
    key = PostingKey(person=one, key="k", fingerprint="f", message=message)
    topic.last_seq = 99
    noted = Question(
        "INSERT INTO salon_messageversion (message_id, text, until) VALUES (%s, %s, %s)",
        [KeyOf(message), "%s", message.created_at],
    )
    store(new(message), new(key), changed(topic, "last_seq"), noted)
    assert key.message is message
    assert key.message_id == message.pk
    assert not key._state.adding
    found = PostingKey.objects.get(pk=key.pk).message
    assert (found, found.text, found.author_name) == (message, "100%s、'; --", "%s (")
    assert [version.text for version in found.versions.all()] == ["%s"]
    topic.refresh_from_db()
    assert topic.last_seq == 99


def test_when_one_of_what_belongs_together_fails_nothing_of_it_stands():
    here, one, _ = kinki()
    topic = topic_in(here, one)
    used = PostingKey.objects.filter(message=said(topic, one)).get()
    message = Message(room=here, topic=topic, seq=99, author=one, author_name="", text="二度目")
    with pytest.raises(IntegrityError), transaction.atomic():
        store(new(message), new(PostingKey(person=used.person, key=used.key, fingerprint="", message=message)))
    assert not Message.objects.filter(text="二度目").exists()


@pytest.mark.django_db(transaction=True)
def test_what_writes_is_never_put_a_second_time(monkeypatch):
    """It may have been stored before the connection was lost."""
    here, one, _ = kinki()
    message = Message(room=here, topic=topic_in(here, one), seq=99, author=one, author_name="", text="一度だけ")
    put_so_far = []

    def lost(asked):
        put_so_far.append(asked)
        raise OperationalError("lost")

    monkeypatch.setattr(questions, "_rows", lost)
    with pytest.raises(OperationalError):
        store(new(message))
    assert len(put_so_far) == 1


def test_what_changed_is_stored_and_nothing_else():
    here, one, _ = kinki()
    topic = topic_in(here, one)
    title = topic.title
    topic.title, topic.last_seq = "別の題", 77
    put(changed(topic, "last_seq"))
    topic.refresh_from_db()
    assert (topic.title, topic.last_seq) == (title, 77)


def test_when_one_fails_nothing_of_it_stands():
    here, one, _ = kinki()
    message = said(topic_in(here, one), one)
    used = PostingKey.objects.filter(message=message).get()
    again = PostingKey(person=used.person, key=used.key, fingerprint="", message=message)
    with pytest.raises(IntegrityError), transaction.atomic():
        put(renaming(one, "新しい名"), new(again), renaming(one, "もっと新しい名"))
    one.refresh_from_db()
    assert "新しい名" not in one.name
    assert again.pk is None
    # And the connection goes on
    assert put(_names.about(one.pk)) == [[one.name]]


def _cut(monkeypatch):
    """The server ends a connection that has rested, as when it begins anew."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 60)
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    import psycopg

    at = connection.get_connection_params()
    with psycopg.connect(host=at["host"], port=at.get("port"), user=at["user"], dbname=at["dbname"]) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
    connection.close_if_unusable_or_obsolete()


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_what_only_reads_is_put_once_more_when_the_server_began_anew(monkeypatch):
    _, one, _ = kinki()
    _cut(monkeypatch)
    assert put(_names.about(one.pk)) == [[one.name]]


@only_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("inside", [True, False])
def test_what_changes_anything_is_never_put_twice(monkeypatch, inside):
    _, one, _ = kinki()
    # Nor does Django look before
    monkeypatch.setitem(connection.settings_dict, "CONN_HEALTH_CHECKS", False)
    _cut(monkeypatch)
    with pytest.raises(OperationalError):
        if inside:
            with transaction.atomic():
                put(_names.about(one.pk))
        else:
            put(renaming(one, "新しい名"))
    connection.close()
    assert put(_names.about(one.pk)) == [[one.name]]
