from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """What the public reads."""

    name = "cms"
    verbose_name = _("サイト")

    def ready(self) -> None:
        from cms import freshness, pictures, triggers
        from cms.searching import own
        from cms.views import connect

        connect()
        own.connect()
        pictures.connect()
        freshness.watch_site()
        pre_migrate.connect(triggers.uninstall, sender=self, dispatch_uid="public-version")
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="public-version")
