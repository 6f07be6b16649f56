"""Whose sockets may stay open, asked for everybody at once."""

import pytest
from django.contrib.sessions.models import Session

from salon.live import access
from tests.factories.salon import excluded, kinki, outsider
from tests.salon.live.conftest import new_session

pytestmark = pytest.mark.django_db


def test_each_keeps_the_rooms_that_are_still_theirs_however_many_are_asked_about(monkeypatch):
    monkeypatch.setattr(access, "AT_ONCE", 2)
    here, one, two = kinki()
    people = [one, two, outsider(), outsider("沖縄県")]
    sessions = {person.pk: new_session(person) for person in people}
    second = new_session(two)
    ended = new_session(one)
    Session.objects.filter(session_key=ended).delete()
    excluded(one, here)
    away = outsider()
    sessions[away.pk] = new_session(away)
    away.is_active = False
    away.save()
    asked = [(sessions[person.pk], person.pk, frozenset([here.pk])) for person in [*people, away]]
    asked += [
        (second, two.pk, frozenset()),
        (ended, one.pk, frozenset([here.pk])),
        (second, two.pk, frozenset([here.pk])),
    ]
    assert access.still_allowed(asked) == {
        (sessions[one.pk], one.pk): frozenset(),
        (sessions[two.pk], two.pk): frozenset([here.pk]),
        (sessions[people[2].pk], people[2].pk): frozenset(),
        (sessions[people[3].pk], people[3].pk): frozenset(),
        (sessions[away.pk], away.pk): None,
        (second, two.pk): frozenset([here.pk]),
        (ended, one.pk): None,
    }
