"""Which issues everybody may read."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from cms.models.translations import say
from newsletter.models import NewsletterPage


def public() -> QuerySet[NewsletterPage]:
    """Published, under no lock, the newest first."""
    return NewsletterPage.objects.visible_to(AnonymousUser()).order_by("-date", "-number")


def newest(_reader) -> list[NewsletterPage]:
    """What the home page shows."""
    found = list(public()[:1])
    say(found)
    return found
