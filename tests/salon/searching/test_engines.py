"""Each database answers from its index, and the same whichever way it goes there."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from salon.searching import engines, finding
from salon.searching.finding import Conditions
from tests.factories.salon import kinki, said, topic_in
from tests.salon.searching.test_index import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    here, one, two = kinki()
    return topic_in(here, one, "題", "はじめ"), one, two


@pytest.mark.parametrize(
    ("latest", "further", "few"), [(5000, 5000, 5000), (1, 1, 0), (2, 3, 0), (1, 1, 5000), (3, 1, 2)]
)
def test_the_page_is_the_same_however_far_back_one_has_to_look_for_it(talk, monkeypatch, latest, further, few):
    for name, value in {"LATEST": latest, "FURTHER": further, "FEW": few}.items():
        monkeypatch.setattr(engines, name, value)
    topic, one, two = talk
    for number in range(6):
        said(topic, two, f"電話{number}" if number % 2 else f"手紙{number}")
    assert found(one, "電話") == ["電話5", "電話3", "電話1"]
    wanted = Conditions(words=("電話",))
    first = finding.messages(one, wanted, limit=2)
    assert [message.text for message in first] == ["電話5", "電話3"]
    assert [message.text for message in finding.messages(one, wanted, first[-1].pk, 2)] == ["電話1"]
    assert found(one, "どこにもない") == []


def _plans(asked):
    """How the database answers what `asked` asks, each question beside its plan."""
    with CaptureQueriesContext(connection) as queries:
        asked()
    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            if connection.vendor == "postgresql":
                # Of two rows the range of keys would tell as much as the words
                words = re.sub(r" AND message_id BETWEEN \d+ AND \d+", "", query["sql"])
                cursor.execute(f"EXPLAIN {words}")
                yield query["sql"], "\n".join(row[0] for row in cursor.fetchall())
            else:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                yield query["sql"], "\n".join(row[3] for row in cursor.fetchall())


def test_the_words_are_looked_up_in_the_index_and_not_by_reading_everything(talk, monkeypatch):
    monkeypatch.setattr(engines, "LATEST", 1)
    topic, one, two = talk
    said(topic, two, "手紙")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # There are two rows: reading them, or having them by their order, would be quicker
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_indexscan = off")
    plans = [plan for sql, plan in _plans(lambda: found(one, "見守り")) if "searchednumbers" in sql or "@>" in sql]
    if connection.vendor == "postgresql":
        assert "Bitmap Index Scan on salon_searched_numbers" in plans[-1]
    else:
        assert "SCAN salon_searchednumbers VIRTUAL TABLE INDEX" in plans[0]
        assert "SEARCH salon_searchedmessage USING INDEX" in plans[0]
        assert "TEMP B-TREE" not in plans[0]  # newest first as they come: a page is full without going through all


def test_what_is_of_a_time_is_looked_up_in_an_index_and_not_by_going_through_what_is_newer(talk):
    _topic, one, _two = talk
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    long_ago = timezone.now() - timedelta(days=400)
    asked = _plans(lambda: found(one, "見守り", since=long_ago, until=timezone.now()))
    plan = next(plan for sql, plan in asked if "MIN(" in sql)
    assert "message_of_a_time" in plan
