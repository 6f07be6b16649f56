"""The pair of keys of this house."""

import pytest

from salon.push import keys


@pytest.fixture(autouse=True)
def fresh(settings, tmp_path):
    settings.VAPID_PRIVATE_KEY, settings.DATA_DIR = "", tmp_path
    keys.vapid.cache_clear()
    yield
    keys.vapid.cache_clear()


def test_they_are_made_once_for_nobody_else_to_read_and_stay(tmp_path):
    first = keys.public_key()
    file = tmp_path / keys.FILE
    assert [path.name for path in tmp_path.iterdir()] == [keys.FILE]
    assert file.stat().st_mode & 0o077 == 0
    keys.vapid.cache_clear()
    assert keys.public_key() == first
    file.unlink()
    keys.vapid.cache_clear()
    assert keys.public_key() != first


def test_those_of_the_environment_come_first(settings, tmp_path):
    settings.VAPID_PRIVATE_KEY = keys.new_private_key()
    assert len(keys.public_key()) == 87
    assert list(tmp_path.iterdir()) == []
