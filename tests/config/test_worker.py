"""Notices are made behind pages: their questions wait for these, and not for ever."""

import itertools
from types import SimpleNamespace

import pytest

from config import worker

pytestmark = pytest.mark.once


@pytest.fixture
def clock(monkeypatch):
    """Time passes only while somebody sleeps."""
    now = SimpleNamespace(seconds=100.0)

    def sleep(seconds):
        now.seconds += seconds

    monkeypatch.setattr(worker, "time", SimpleNamespace(monotonic=lambda: now.seconds, sleep=sleep))
    return now


def asked(busy) -> tuple:
    return worker._after_pages(busy)(lambda *question: question, "SELECT 1", (), False, {})


def test_a_question_waits_until_no_page_is_answered(clock):
    answering = itertools.chain([True, True, True], itertools.repeat(False))
    assert asked(lambda: next(answering)) == ("SELECT 1", (), False, {})
    assert clock.seconds == pytest.approx(100 + 3 * worker.GIVES_WAY / 25)


def test_and_no_longer_than_a_moment_where_pages_never_end(clock):
    asked(lambda: True)
    assert worker.GIVES_WAY <= clock.seconds - 100 < 1.1 * worker.GIVES_WAY


def test_where_nobody_is_there_it_does_not_wait(clock):
    asked(lambda: False)
    assert clock.seconds == 100
