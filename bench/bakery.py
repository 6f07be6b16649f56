"""wagtail/bakerydemo beside ours: fetched when it is measured, in a folder and with packages of its own.

The same Wagtail and Django as ours, its own production settings otherwise. `BAKERYDEMO` says where to clone it from, if not from GitHub.
"""

import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from bench.servers import Measured

SOURCE = "https://github.com/wagtail/bakerydemo"
PAGE = "/blog/wild-yeast/"
NEEDS = [
    "python-dotenv",
    "wagtail-font-awesome-svg",
    "django-debug-toolbar<6",
    "django-extensions",
    "django-csp<4",
    "dj-database-url",
    "gunicorn",
    f"daphne=={version('daphne')}",
    f"wagtail=={version('wagtail')}",
    f"django=={version('django')}",
]
SETTINGS = """
from .base import *
DEBUG = False
SECRET_KEY = "bench"
ALLOWED_HOSTS = ["*"]
"""
CACHED = """
from .bench import *
MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware", *MIDDLEWARE, "django.middleware.cache.FetchFromCacheMiddleware"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHE_MIDDLEWARE_SECONDS = 3600
"""
ASGI = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bakerydemo.settings.bench")
from django.core.asgi import get_asgi_application
application = get_asgi_application()
"""


def prepare() -> Path | None:
    """The folder with its environment and data; None, with a word, where it cannot be had."""
    place = Path(tempfile.mkdtemp(prefix="bench-bakery-")) / "bakerydemo"
    try:
        _run("git", "clone", "--quiet", "--depth", "1", os.environ.get("BAKERYDEMO", SOURCE), place, cwd=place.parent)
        _run(sys.executable, "-m", "venv", place / ".venv", cwd=place)
        _run(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", _python(place), *NEEDS, cwd=place)
        for name, text in (("settings/bench.py", SETTINGS), ("settings/cached.py", CACHED), ("asgi.py", ASGI)):
            (place / "bakerydemo" / name).write_text(text)
        for command in (["migrate", "-v0"], ["load_initial_data"], ["collectstatic", "--noinput", "-v0"]):
            _run(_python(place), "manage.py", *command, cwd=place)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Left out: bakerydemo, which cannot be had here ({error}). BAKERYDEMO=path names another source.")
        return None
    return place


def gunicorn(place: Path, core: int | None) -> Measured:
    command = [
        _python(place),
        "-m",
        "gunicorn",
        "--workers=1",
        "--timeout=300",
        "--bind=127.0.0.1:PORT",
        "bakerydemo.wsgi",
    ]
    return Measured(command, core, _environment("bench"), cwd=place).wait()


def cached(place: Path, core: int | None) -> Measured:
    command = [_python(place), "-m", "daphne", "-v0", "-b", "127.0.0.1", "-p", "PORT", "bakerydemo.asgi:application"]
    return Measured(command, core, _environment("cached"), cwd=place).wait()


def _python(place: Path) -> Path:
    return place / ".venv" / "bin" / "python"


def _environment(settings: str) -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": f"bakerydemo.settings.{settings}"}


def _run(*command, cwd: Path) -> None:
    print(f"  {' '.join(map(str, command[:6]))} …", flush=True)
    ours = ("DATABASE_URL", "DATA_DIR")
    environment = {name: value for name, value in os.environ.items() if name not in ours} | _environment("bench")
    subprocess.run(list(map(str, command)), cwd=cwd, env=environment, check=True, stdout=subprocess.DEVNULL)
