"""The newsletter's place in the page tree of a new installation. Called again it changes nothing."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from newsletter.models import NewsletterIndexPage


def create(home: Page) -> NewsletterIndexPage:
    """お便り, beneath the home page."""
    index = NewsletterIndexPage.objects.originals().first()
    if index is None:
        index = NewsletterIndexPage(
            title=_("お便り"),
            slug="newsletter",
            show_in_menus=True,
            lead=_(
                "各地の活動、行ってみた話、これからの催し。会員のみなさんにメールでお届けしているお便りを、どなたでも読めます。"
            ),
        )
        # Read again: treebeard counts children in the row, not in our copy
        Page.objects.get(pk=home.pk).add_child(instance=index)
        index.save_revision().publish()
    return index
