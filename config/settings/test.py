"""What the tests use: settings of development, made quick, nothing leaves the process."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import STORAGES

SECRET_KEY = "tests only"
SITE_URL = WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_FOLDER = Path(tempfile.gettempdir()) / "tsunagari-test-mail"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="tsunagari-media-"))
ROOM_FILES = MEDIA_ROOT / "room_files"
LIBRARY_FILES = MEDIA_ROOT / "library"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SERVESTATIC_AUTOREFRESH = True
VAPID_PRIVATE_KEY = "dGhpcyBpcyBmb3IgdGVzdHMgb25seSwgbm90IHNlY3I"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, so that the threads of the live part see it too; it need not outlive a power cut
    DATABASES["default"]["TEST"] = {"NAME": str(Path(tempfile.mkdtemp(prefix="tsunagari-db-")) / "test.sqlite3")}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;"  # noqa: F405
# A connection that a thread keeps would stop PostgreSQL from dropping the test database
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
