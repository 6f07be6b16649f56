"""Which sockets there are, and from which pages they may be opened."""

from channels.routing import URLRouter
from channels.security.websocket import OriginValidator
from django.conf import settings
from django.urls import path, re_path

from salon.live import consumer


def allowed_origins() -> list[str]:
    """Whole origins, with scheme and port: a host name alone would let other services of the host in."""
    return list(dict.fromkeys([settings.SITE_URL, *settings.CSRF_TRUSTED_ORIGINS]))


application = OriginValidator(
    URLRouter([path("live/", consumer.application), re_path(r"", consumer.refuse)]), allowed_origins()
)
