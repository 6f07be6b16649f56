"""Sending an issue to the members: who gets it, and that it goes out once."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from members.language import in_japanese
from members.mail import batches, stopping
from members.mail.composing import compose
from members.mail.consent import wanting
from members.models import Affiliation, Batch, Organisation, Person
from members.models.letters import Kind
from newsletter import archive
from newsletter.letters import Letter, letter_of
from newsletter.models import NewsletterPage


class NotPublic(Exception):
    """Only what everybody may read on the site is sent."""


class Changed(Exception):
    """The issue was published anew after the person who sends it looked at it."""


def may_send(person) -> bool:
    return person.is_active and getattr(person, "is_editor", False)


def audience() -> QuerySet[Person]:
    """People of organisations that are active now and open rooms, and the secretariat. Paused and left: not."""
    organisations = Organisation.objects.active().filter(status=Organisation.Status.ACTIVE).opening_rooms()
    belongs = Affiliation.objects.current().filter(person=OuterRef("pk"), organisation__in=organisations)
    return Person.objects.filter(
        Exists(belongs) | Q(is_facilitator=True) | Q(is_editor=True) | Q(is_administrator=True), is_active=True
    )


@dataclass(frozen=True)
class Reach:
    """How many get it, and how many of the audience do not."""

    receiving: int
    stopped: int
    suppressed: int


def reach() -> Reach:
    everybody = audience()
    wants = wanting(everybody, Kind.NEWSLETTER).count()
    receiving = batches.receiving(everybody, Kind.NEWSLETTER).count()
    return Reach(receiving, everybody.count() - wants, wants - receiving)


def key_of(issue: NewsletterPage) -> str:
    return f"newsletter-{issue.pk}"


def batch_of(issue: NewsletterPage) -> Batch | None:
    """The mailing of this issue, however often the page was changed since."""
    return Batch.objects.filter(key=key_of(issue)).first()


def mail_of(issue: NewsletterPage) -> Letter:
    return letter_of(issue, stopping.address(stopping.PLACEHOLDER))


def send_to_members(issue_id: int, revision: int | None) -> tuple[Batch, bool]:
    """Freeze the published issue and its recipients; the background sends. False where that was done before.

    `revision` is what its sender has seen.
    """
    with transaction.atomic():
        # Held until the recipients are frozen: nobody makes the page private in between
        issue = NewsletterPage.objects.select_for_update(of=("self",)).filter(pk=issue_id).first()
        if issue is not None and (batch := batch_of(issue)):
            return batch, False
        if issue is None or not archive.public().filter(pk=issue_id).exists():
            raise NotPublic
        if issue.live_revision_id != revision:
            raise Changed
        mail = mail_of(issue)
        return batches.hand_over(key_of(issue), Kind.NEWSLETTER, mail.subject, mail.text, mail.html, audience())


@in_japanese
def send_to_myself(issue: NewsletterPage, person: Person) -> None:
    """One copy to look at in one's own mail program. Raises what the mail server raises."""
    mail = letter_of(issue, f"{settings.SITE_URL}/me/mail/")
    compose(person.email, _("試し送り：%(subject)s") % {"subject": mail.subject}, mail.text, mail.html).send()
