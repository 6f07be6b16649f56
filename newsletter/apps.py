from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    """What goes out by mail."""

    name = "newsletter"
    verbose_name = _("お便り")

    def ready(self) -> None:
        from cms.registry import Part, Place, register
        from cms.searching import sources
        from newsletter.archive import newest, public
        from newsletter.views import connect

        connect()
        register(
            Part(place=Place.HOME, name="newsletter", find=newest, template="newsletter/parts/newest.html", order=200)
        )
        sources.register(sources.Source("newsletter", _("お便り"), lambda reader: public(), order=300))
