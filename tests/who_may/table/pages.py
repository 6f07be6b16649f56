"""Every type of page, and every address that a page routes beneath itself: one that is public, for each.

A page that is published is for everybody. A draft is for nobody on the site, a page under a lock for the group of the
lock: the test does that to each of these.
"""

from collections.abc import Callable

from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from cms.models import CasePage, PracticePage, TextPage
from members.roles import GROUPS
from newsletter.models import NewsletterPage
from tests.who_may.world import World

Address = Callable[[World], str]

pages: dict[str, Address] = {
    "cms.HomePage": lambda world: "/",
    "cms.TextPage": lambda world: "/about/",
    "cms.JoinPage": lambda world: "/join/",
    "cms.ContactPage": lambda world: "/contact/",
    "cms.CaseIndexPage": lambda world: "/cases/",
    "cms.CasePage": lambda world: "/cases/case/",
    "cms.PracticeIndexPage": lambda world: "/practices/",
    "cms.PracticePage": lambda world: world.own.practice.url,
    "cms.NearPage": lambda world: "/near/",
    "cms.AreasPage": lambda world: "/areas/",
    "cms.DirectoryPage": lambda world: "/organisations/",
    "cms.DirectoryPage ": lambda world: "/organisations/",
    "cms.DirectoryPage <slug:code>/": lambda world: "/organisations/own/",
    "newsletter.NewsletterIndexPage": lambda world: "/newsletter/",
    "newsletter.NewsletterPage": lambda world: "/newsletter/issue-1/",
}

# A form that reaches the secretariat has no cache, but still looks at nobody
FORMS = ("/join/", "/contact/")
# What is not there for anybody, though the page above it is
MISSING = ["/organisations/left/", "/cases/draft-case/", "/newsletter/issue-2/", "/draft-text/"]


def page_at(world: World, name: str) -> Page:
    """The page behind one of the addresses above."""
    model = apps.get_model(name.partition(" ")[0])
    if model is TextPage:
        return model.objects.originals().get(slug="about")
    told = {CasePage: world.site.case, PracticePage: world.own.practice, NewsletterPage: world.site.issue}
    return told.get(model) or model.objects.originals().get()


def lock(world: World, page: Page) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(name=GROUPS["is_editor"]))
