from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    """What goes out by mail."""

    name = "newsletter"
    verbose_name = _("お便り")

    def ready(self) -> None:
        from cms.registry import Part, Place, register
        from newsletter.archive import newest
        from newsletter.views import connect

        connect()
        register(
            Part(place=Place.HOME, name="newsletter", find=newest, template="newsletter/parts/newest.html", order=200)
        )
