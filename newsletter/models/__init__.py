"""お便り: the public archive and its issues. Who was sent what is kept in `members` (Batch, Letter)."""

from newsletter.models.pages import NewsletterIndexPage, NewsletterPage

__all__ = ["NewsletterIndexPage", "NewsletterPage"]
