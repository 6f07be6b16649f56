"""HTTP goes to Django, `/live/` to the salon's socket."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
http = get_asgi_application()

from channels.routing import ProtocolTypeRouter  # noqa: E402 (needs the applications loaded)

from salon.live.routing import application as live  # noqa: E402

application = ProtocolTypeRouter({"http": http, "websocket": live})
