from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """What the public reads."""

    name = "cms"
    verbose_name = _("サイト")

    def ready(self) -> None:
        from cms.searching import own
        from cms.views import connect

        connect()
        own.connect()
