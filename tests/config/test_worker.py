"""Notices are made behind pages: their questions wait for these, and not for ever."""

import threading
import time
from types import SimpleNamespace

import pytest

from config import worker

pytestmark = pytest.mark.once


def asked(idle: threading.Event) -> tuple:
    return worker._after_pages(idle)(lambda *question: question, "SELECT 1", (), False, {})


def test_a_question_waits_until_no_page_is_answered(monkeypatch):
    monkeypatch.setattr(worker, "GIVES_WAY", 20)
    idle, answers = threading.Event(), []
    behind = threading.Thread(target=lambda: answers.append(asked(idle)))
    behind.start()
    time.sleep(0.05)
    assert answers == []
    idle.set()
    behind.join(10)
    assert answers == [("SELECT 1", (), False, {})]


def test_and_no_longer_than_a_moment_where_pages_never_end():
    assert asked(threading.Event()) == ("SELECT 1", (), False, {})


@pytest.mark.parametrize(("in_all", "waits"), [(60, [worker.GIVES_WAY]), (0, [])])
def test_nor_does_a_question_wait_when_there_were_many_before_it(monkeypatch, in_all, waits):
    monkeypatch.setattr(worker, "GIVES_WAY_IN_ALL", in_all)
    waited = []
    asked(SimpleNamespace(wait=waited.append))
    assert waited == waits
