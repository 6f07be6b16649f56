"""HTTP goes to Django, past what is ready; `/live/` to the salon's socket."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup(set_prefix=False)

from channels.routing import ProtocolTypeRouter  # noqa: E402 (needs the applications loaded)

from config.pages import Pages  # noqa: E402
from config.ready import Ready  # noqa: E402
from salon.live.routing import application as live  # noqa: E402

pages = Pages()
application = ProtocolTypeRouter({"http": Ready(pages), "websocket": live})
