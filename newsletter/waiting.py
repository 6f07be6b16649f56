"""What of the newsletter waits for an editor, and writing the next issue."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from members.admin.start import Waiting, Work
from members.models import Letter, Person
from newsletter import archive, issuing
from newsletter.models import NewsletterIndexPage, NewsletterPage

State = Letter.State
# Older ones are done with
SHOWN = 12


def waiting(person: Person) -> Iterator[Waiting]:
    if not issuing.may_send(person):
        return
    yield Waiting(
        _("お便りの下書きがあります"),
        NewsletterPage.objects.originals().filter(has_unpublished_changes=True).count(),
        reverse("newsletter:issues"),
    )
    yield Waiting(
        _("公開したお便りが、まだ会員に送られていません"),
        sum(issuing.batch_of(issue) is None for issue in archive.public()[:SHOWN]),
        reverse("newsletter:issues"),
    )
    for issue in NewsletterPage.objects.originals().order_by("-date", "-number")[:SHOWN]:
        if batch := issuing.batch_of(issue):
            under_way = batch.letters.filter(state__in=[State.QUEUED, State.CLAIMED, State.SENDING]).count()
            troubled = batch.letters.filter(state__in=[State.FAILED, State.UNCERTAIN], person__isnull=False).count()
            progress = reverse("newsletter:progress", args=[issue.pk])
            yield Waiting(_("第%(number)s号を送っています") % {"number": issue.number}, under_way, progress)
            yield Waiting(_("第%(number)s号で、届かなかったメール") % {"number": issue.number}, troubled, progress)


def work(person: Person) -> Iterator[Work]:
    index = NewsletterIndexPage.objects.originals().first()
    if index and issuing.may_send(person):
        address = reverse("wagtailadmin_pages:add", args=["newsletter", "newsletterpage", index.pk])
        yield Work(_("お便りを書く"), address, "mail")
        yield Work(_("お便りを送る"), reverse("newsletter:issues"), "mail")
