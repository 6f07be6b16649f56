"""What holds for every test: nobody meets what another test, or another worker, has left."""

import gc
import os
import shutil

import pytest
from django.conf import settings

from tests import database

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")


def pytest_configure():
    # Workers of one run share a Redis: each rings its own doorbell
    if settings.REDIS_URL and WORKER != "alone":
        settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"tsunagari-{WORKER}"


def pytest_unconfigure():
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def pytest_collection_modifyitems(items):
    """Only what asks no database may be left out of the pass on PostgreSQL."""
    # The walk has the longest tests: begun last, one worker would wait for the other
    items.sort(key=lambda item: item.path.name != "test_who_may.py")
    for item in items:
        if item.get_closest_marker("once") and item.get_closest_marker("django_db"):
            raise pytest.UsageError(f"{item.nodeid} asks a database: it cannot be marked `once`")


def pytest_collection_finish():
    # What stands after all is imported stays: looking through it again and again took a tenth of the time of all tests
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 10)


@pytest.fixture(scope="session")
def copies_are_made():
    """Only where a database cannot be somebody's: SQLite files, and the server that this run started for itself."""
    return "sqlite3" in settings.DATABASES["default"]["ENGINE"] or "TSUNAGARI_OWN_SERVICES" in os.environ


@pytest.fixture(scope="session")
def django_db_keepdb(copies_are_made, request):
    # "Keep" is how Django is told that the database is there already.
    return copies_are_made or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(copies_are_made, django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    from django.db import connections

    ours = connections["default"].settings_dict
    if not copies_are_made:
        return
    if "sqlite3" in ours["ENGINE"]:
        ours["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        database.sqlite_copy(ours["TEST"]["NAME"])
    else:
        ours["TEST"]["NAME"] = f"test_{WORKER}"
        database.postgres_copy(ours, ours["TEST"]["NAME"])


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    """Limits on tries are counted there, and parts of pages are remembered: a test starts with none of either."""
    from django.core.cache import caches

    for cache in caches.all():
        cache.clear()
