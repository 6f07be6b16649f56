"""What holds for every test: nobody meets what another test, or another worker, has left."""

import os
import shutil

import pytest
from django.conf import settings


def pytest_configure():
    # Workers of one run share a Redis: each rings its own doorbell and counts in its own database.
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker and settings.REDIS_URL:
        number = int(worker.removeprefix("gw")) + 1
        settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"tsunagari-{worker}"
        settings.CACHES["default"]["LOCATION"] = settings.REDIS_URL.rpartition("/")[0] + f"/{number}"


def pytest_unconfigure():
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    """The limits on tries are counted in the cache: a test starts with none used up."""
    from django.core.cache import cache

    cache.clear()
