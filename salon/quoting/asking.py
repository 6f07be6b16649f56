"""A facilitator picks messages of a topic for a page; every author is asked, and nothing is shown before the yes."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import later
from cms.models import CaseIndexPage, CasePage
from cms.models.base import PublicQuerySet
from members.language import in_japanese
from members.mail import notices
from members.models import Person
from salon.models import Message, Quote, Topic


def quotable(topic: Topic) -> QuerySet[Message]:
    """Words that somebody said by name, and that name nobody else.

    What was asked without a name has no author, and is nobody's to give.
    """
    return (
        topic.messages.filter(author__is_active=True, withdrawn_at=None, hidden_at=None, mentions=None)
        .exclude(text="")
        .select_related("author", "organisation", "room")
        .order_by("seq")
    )


def pages() -> QuerySet[Page]:
    """Cases and practices, also drafts, the last changed first."""
    return PublicQuerySet(Page).originals().filter(later.is_told()).order_by("-latest_revision_created_at", "-pk")


def draft(person: Person, title: str) -> CasePage:
    """The draft of a case, of which there is only the title yet."""
    with transaction.atomic():
        index = Page.objects.select_for_update().get(pk=CaseIndexPage.objects.originals().get().pk)
        case = CasePage(title=title, summary=title, owner=person, live=False, has_unpublished_changes=True)
        index.specific.add_child(instance=case)
        case.save_revision(user=person, log_action="wagtail.create")
        return case


def ask(person: Person, page: Page, messages: Iterable[Message]) -> list[Quote]:
    """Ask the authors of those that nobody asked about yet for this page; each gets one mail. Answers the new ones."""
    with transaction.atomic():
        made = []
        for message in messages:
            if message.author is None:
                continue
            quote, is_new = Quote.objects.get_or_create(
                page_id=page.pk, message=message, defaults={"author": message.author, "asked_by": person}
            )
            made += [quote] if is_new else []
        for author in {quote.author_id: quote.author for quote in made}.values():
            _tell(author)
        return made


@in_japanese
def _tell(author: Person) -> None:
    """Neither the words nor the page stand in the mail."""
    text = _(
        "サロンの書きこみを、サイトの記事に載せてもよいか、おたずねしています。\n"
        "お返事があるまでは、どこにも載りません。載せないときも、理由はいりません。"
    )
    notices.send(
        author, _("書きこみを載せてもよいか、おたずねします"), text, settings.SITE_URL + reverse("quoting:mine")
    )


def waiting(person: Person) -> int:
    """How many a person has not answered yet."""
    asked = Quote.objects.filter(author=person.pk).select_related("message")
    return sum(quote.is_waiting for quote in asked.filter(message__withdrawn_at=None, message__hidden_at=None))
