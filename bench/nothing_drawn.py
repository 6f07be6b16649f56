"""Settings of a site that remembers no page and no part of one."""

from config.settings.dev import *  # noqa: F403

for name in ("drawn", "drawn_pages"):
    CACHES[name] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # noqa: F405
