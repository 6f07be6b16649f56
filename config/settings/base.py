"""Settings that hold everywhere. What differs by place comes from the environment.

DATABASE_URL, REDIS_URL, DATA_DIR, SECRET_KEY, SITE_URL and EMAIL_URL are read here; without them the
product runs embedded: SQLite, in-memory layer, one process, everything below `var/`.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
# Rooms, sessions and mails stand in it: nobody else of the machine looks in
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
SITE_URL = env.str("SITE_URL", default=f"http://{HOST}:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "daphne",  # first, so that its runserver is the one in use
    "config",
    "newsletter",
    "salon",
    "cms",
    "members",
    "allauth",
    "allauth.account",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "members.admin.users.ClosedUsersConfig",  # wagtail.users, without its lists of users and groups
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail_localize",
    "cms.searching.apps.SearchConfig",  # wagtail.search, with its index written at once
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "channels",
    "django_tasks",
    "django_tasks_db",
    "django_filters",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "servestatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.language.Middleware",
    "config.middleware.RefuseUnreadableInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.csp.Middleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "members.signin.middleware.Authentication",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.language.Redirects",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["members.templatetags.language"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- database: one URL; SQLite in WAL, its write transactions immediate so that none is upgraded in the middle
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'tsunagari.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
# In seconds. To open one costs more than the questions of a page: it knows no table yet, and no plan
DATABASES["default"]["CONN_MAX_AGE"] = 600
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what was acknowledged is on the disk, also after the machine lost its power
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Who may see what is asked with nested queries: PostgreSQL would compile them for longer than they run
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the doorbell between processes, and what they count together
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL], "prefix": "tsunagari"},
        }
    }
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

# Of each process its own: limits on tries, which hold then for each process, and what Wagtail remembers of the site.
# Redis would keep everybody out while it is away, a table would be asked by every public page.
# Room for many: a full cache throws out a third of what it holds, and whoever fills it would get new tries that way.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # Parts of public pages by what they say (cms/drawing.py): never out of date, so only their number has an end
    "drawn": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "drawn",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 4_000},
    },
    "drawn_pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "drawn_pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

# --- background work: the database is the queue, so that nothing is lost with a process
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- people sign in without a password
from config.settings.signin import *  # noqa: E402, F403

# --- language and time
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("日本語")), ("en", _("英語"))]
# What somebody chose for their own pages: config/language.py
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Tokyo"
USE_I18N = USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "wagtail", BASE_DIR / "locale" / "localize"]

# --- files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Files of rooms: beside what the public site shows, so that no mistake of a web server opens them
ROOM_FILES = DATA_DIR / "room_files"
# Documents of the library, for the same reason
LIBRARY_FILES = DATA_DIR / "library"
ROOM_FILE_LARGEST = env.int("ROOM_FILE_MEGABYTES", default=15) * 1024**2
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.Storage"},
}

# --- mail
EMAIL_BACKEND = "members.mail.smtp.Backend"
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
    if EMAIL_BACKEND.endswith(".smtp.EmailBackend"):
        # Says when the server has the whole mail: members/mail/smtp.py
        EMAIL_BACKEND = "members.mail.smtp.Backend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="つながり事務局 <tsunagari@example.org>")
SECRETARIAT_EMAIL = env.str("SECRETARIAT_EMAIL", default="secretariat@example.org")
EMAIL_TIMEOUT = 30
# Where answers to mails about a topic go, as `reply+…@`; without it mails about a topic cannot be answered
REPLY_ADDRESS = env.str("REPLY_ADDRESS", default="")
# The three doors for these answers; docs/operations.md
REPLY_LMTP = env.str("REPLY_LMTP", default="127.0.0.1:8024")
REPLY_IMAP_URL = env.str("REPLY_IMAP_URL", default="")
REPLY_WEBHOOK_SECRET = env.str("REPLY_WEBHOOK_SECRET", default="")

# A question asked through the secretariat appears at a random moment within so many hours
CONSULTATION_HOURS = env.float("CONSULTATION_HOURS", default=8.0)

# --- push to browsers. The key by which push services know us; without it one is made and kept in the data folder
VAPID_PRIVATE_KEY = env.str("VAPID_PRIVATE_KEY", default="")
# A push service on this machine: for tests, which play one
PUSH_TO_LOOPBACK = False

# --- Wagtail
WAGTAIL_SITE_NAME = "つながり"
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ja", "日本語"), ("en", "English")]
# Pages have translations: cms/models/translations.py. Nobody's machine is asked to translate
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES
# A translation that was only begun is a draft
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = LOGIN_URL  # noqa: F405
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# Nothing is embedded from elsewhere, and the server asks no other site on behalf of an editor
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# In the database, as everything; on a server of its own for an installation that is too large for that
SEARCH_URL = env.str("SEARCH_URL", default="")
if SEARCH_URL:
    _kind, _, _address = SEARCH_URL.partition("+")
    WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": f"cms.searching.{_kind}", "URLS": [_address], "INDEX_PREFIX": "tsunagari_"}
    }
else:
    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.searching.backend"}}
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "cms.tags.split"
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False
# What a filter of the admin says where nothing is chosen
FILTERS_EMPTY_CHOICE_LABEL = _("すべて")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- what a browser may load: our own files only; the admin's looser policy stands in config/csp.py
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"kind_only": {"()": "config.log.KindOnly"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "tsunagari": {"level": "INFO"},
        # Their warnings are addresses that were refused, and an address may be somebody's key
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        # Whoever asks for another host would write sixty lines each time
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # What comes in by LMTP line by line, and what IMAP says
        "mail": {"level": "ERROR"},
        "imapclient": {"level": "ERROR"},
        "django_tasks": {"filters": ["kind_only"]},
    },
}
