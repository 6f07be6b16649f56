"""What a device keeps of our static files, so that the salon opens without a network."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

WORKER = "js/device/worker.js"
# Looks of the salon and of the page that says there is no network; all scripts of ours with what they import
KEPT = (
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/components.css",
    "css/salon.css",
    "img/favicon.svg",
    "js/**/*.js",
    "vendor/turbo/*.js",
    "vendor/stimulus/*.js",
)


def _folder() -> Path:
    return Path(settings.STATICFILES_DIRS[0])


@cache
def addresses() -> tuple[str, ...]:
    """Addresses of the files to keep. Their names carry a hash, so another state of a file is another address."""
    folder = _folder()
    found = sorted(str(path.relative_to(folder)) for pattern in KEPT for path in folder.glob(pattern))
    return tuple(static(name) for name in found)


@cache
def colour(token: str) -> str:
    """The colour that `--token` has by day."""
    tokens = (_folder() / "css/tokens.css").read_text(encoding="utf-8")
    match = re.search(rf"--{token}: (#[0-9a-f]{{6}});", tokens)
    if match is None:
        raise LookupError(f"tokens.css has no colour --{token}")
    return match[1]
