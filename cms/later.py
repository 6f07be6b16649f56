"""あとで読む: keeping cases and practices for later."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from wagtail.models import Page

from cms.models import CasePage, Kept, PracticePage
from cms.models.base import PublicQuerySet
from cms.models.translations import say
from members.models import Person


def is_told() -> Q:
    """Of pages, whether they are cases or practices."""
    return Q(pk__in=CasePage.objects.order_by().values("pk")) | Q(pk__in=PracticePage.objects.order_by().values("pk"))


def keepable() -> PublicQuerySet:
    """What everybody may read and somebody may want to read again."""
    return PublicQuerySet(Page).visible_to(AnonymousUser()).filter(is_told())


def keep(person: Person, page: Page) -> None:
    Kept.objects.get_or_create(person=person, page_id=page.pk)


def drop(person: Person, page: Page) -> None:
    Kept.objects.visible_to(person).filter(page=page.pk).delete()


def kept(person: Person) -> list[Any]:
    """What the person keeps and everybody may still read, what was kept last first."""
    order = list(Kept.objects.visible_to(person).values_list("page", flat=True))
    pages = {page.pk: page for page in keepable().filter(pk__in=order).specific()}
    say(pages.values())
    return [pages[pk] for pk in order if pk in pages]
