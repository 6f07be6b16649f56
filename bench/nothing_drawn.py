"""Settings of a site that remembers no part of a page."""

from config.settings.dev import *  # noqa: F403

CACHES["drawn"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # noqa: F405
