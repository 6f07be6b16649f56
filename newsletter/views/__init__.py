"""What the archive answers with, and the secretariat's views of sending (newsletter.views.sending)."""

from newsletter.models import NewsletterIndexPage, NewsletterPage
from newsletter.views.archive import show_index, show_issue


def connect() -> None:
    """Called once by newsletter.apps: the models stand beneath and cannot import what stands above."""
    NewsletterIndexPage.show = show_index
    NewsletterPage.show = show_issue
