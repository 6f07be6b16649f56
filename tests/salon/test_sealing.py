"""Nobody reads what our processes tell each other, and nobody else's is taken for ours."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from salon import sealing

pytestmark = pytest.mark.once
WHAT = [[7, 41, {"html": "<li>ひみつの文</li>", "author": None}]]


@pytest.fixture(autouse=True)
def _no_key_of_before():
    sealing._seal.cache_clear()
    yield
    sealing._seal.cache_clear()


def test_it_comes_out_as_it_went_in_and_says_no_word_on_its_way():
    token = sealing.seal(WHAT)
    assert "ひみつ".encode() not in token and b"author" not in token
    assert sealing.unseal(token) == WHAT


def with_another_key(monkeypatch):
    monkeypatch.setattr(settings, "SECRET_KEY", "of another installation")


def with_another_database(monkeypatch):
    """A copy of ours, with our key, for trying things out."""
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", "tryout")


@pytest.mark.parametrize("change", [with_another_key, with_another_database])
def test_another_installation_at_the_same_redis_opens_nothing(monkeypatch, change):
    token = sealing.seal(WHAT)
    change(monkeypatch)
    sealing._seal.cache_clear()
    with pytest.raises(sealing.NotOurs):
        sealing.unseal(token)


def test_what_took_its_time_is_not_looked_at():
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        token = sealing.seal(WHAT)
    with time_machine.travel(now + timedelta(seconds=sealing.FRESH + 1), tick=False), pytest.raises(sealing.NotOurs):
        sealing.unseal(token)


@pytest.mark.parametrize("rubbish", [b"", b"made", "文".encode()])
def test_rubbish_is_not_ours(rubbish):
    with pytest.raises(sealing.NotOurs):
        sealing.unseal(rubbish)
