"""What is new, for programs that look for it: Atom, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from cms import casework
from cms.models import CasePage, PracticePage
from cms.models.base import PublicPage
from cms.practices import finding

NEWEST = 30


@dataclass(frozen=True)
class Entry:
    """`address` is whole, and what the entry is known by."""

    title: str
    address: str
    text: str
    published: datetime | None
    changed: datetime | None
    author: str = ""
    words: list[str] = field(default_factory=list)


def entry_of(page: PublicPage, author: str = "", words: Iterable[str] = ()) -> Entry:
    return Entry(
        page.full_title,
        page.address,
        page.description,
        page.first_published_at,
        page.last_published_at or page.first_published_at,
        author,
        list(words),
    )


def atom(title: str, page: str, own: str, entries: Iterable[Entry]) -> str:
    """A whole feed. `page` shows the same to people, `own` is where the feed stands; both are paths of this site."""
    feed = Atom1Feed(
        title=title,
        link=f"{settings.SITE_URL}{page}",
        description="",
        language="ja",
        author_name=settings.WAGTAIL_SITE_NAME,
        feed_url=f"{settings.SITE_URL}{own}",
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=entry.address,
            description=escape(entry.text),  # readers take it for HTML
            author_name=entry.author or None,
            pubdate=entry.published,
            updateddate=entry.changed,
            unique_id=entry.address,
            categories=entry.words,
        )
    return feed.writeString("utf-8")


def of_cases(own: str) -> str:
    cases = list(casework.public().defer("body").select_related("organisation")[:NEWEST])
    return atom(_("つながり：新しい事例"), "/cases/", own, _stories(cases, casework.labels(cases)))


def of_practices(own: str) -> str:
    practices = list(finding.public().select_related("organisation")[:NEWEST])
    return atom(_("つながり：新しい取組カード"), "/practices/", own, _stories(practices, finding.labels(practices)))


def _stories(pages: Iterable[CasePage | PracticePage], said: dict[int, Any]) -> list[Entry]:
    """`said` are the words of each page."""
    return [
        entry_of(
            page,
            page.organisation.name if page.organisation else "",
            [word["name"] for kind in ("target", "approach", "theme") for word in said[page.pk][kind]],
        )
        for page in pages
    ]
