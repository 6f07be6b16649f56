"""Mailings and issues of the newsletter for tests."""

from datetime import date

from wagtail.models import Page, Site

from cms.models import CaseIndexPage, CasePage, HomePage
from members.mail import stopping
from members.mail.batches import hand_over
from members.models import Batch
from members.models.letters import Kind
from newsletter.models import NewsletterIndexPage, NewsletterPage
from newsletter.site import create


def mailing(people, *, key: str = "test-1", kind: str = Kind.NEWSLETTER, subject: str = "お便り 第1号") -> Batch:
    """A batch handed over to `people`, text and HTML with the way to stop."""
    stop = stopping.address(stopping.PLACEHOLDER)
    return hand_over(
        key, kind, subject, f"こんにちは。\n配信停止: {stop}\n", f'<p><a href="{stop}">配信停止</a></p>', people
    )[0]


def home() -> HomePage:
    """The site's first page; made when needed."""
    found = HomePage.objects.first()
    if found is None:
        found = Page.objects.get(depth=1).add_child(
            instance=HomePage(title="つながり", slug="tsunagari", headline="見出し", lead="はじめの文")
        )
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": found}
        )
    return found


def index() -> NewsletterIndexPage:
    return create(home())


def issue(number: int = 1, *, live: bool = True, body=(), **fields) -> NewsletterPage:
    """An issue under the archive; published unless `live=False`."""
    fields = {"title": f"題{number}", "lead": f"はじめの文{number}", "date": date(2026, 4, number), **fields}
    page = NewsletterPage(slug=f"issue-{number}", number=number, live=live, body=list(body), **fields)
    NewsletterIndexPage.objects.get(pk=index().pk).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def case(title: str, **fields) -> CasePage:
    """A published case to write about."""
    cases = CaseIndexPage.objects.first()
    if cases is None:
        cases = Page.objects.get(pk=home().pk).add_child(instance=CaseIndexPage(title="事例", slug="cases"))
    page = CasePage(title=title, summary=f"{title}のひとこと", **fields)
    return CaseIndexPage.objects.get(pk=cases.pk).add_child(instance=page)
