"""招待: a mail with a signed link; whoever presses its button belongs to the organisation and is signed in, once."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from members.models import Invitation, Person
from members.models.invitation import DAYS
from members.models.people import normal_address
from members.signin import letters, tasks

SALT = "members.invitations"
# Pressing twice sends one mail; asking again later sends another
PAUSE = timedelta(minutes=2)


def invite(invitation: Invitation) -> Invitation:
    """Store `invitation` and send its mail. One that is open for this address and organisation is renewed instead."""
    invitation.address = normal_address(invitation.address)
    with transaction.atomic():
        before = (
            Invitation.objects.open()
            .filter(address=invitation.address, organisation=invitation.organisation)
            .select_for_update()
            .first()
        )
        if before:
            sent_lately = before.invited_at > timezone.now() - PAUSE
            for field in ("name", "title", "is_administrator", "invited_by"):
                setattr(before, field, getattr(invitation, field))
            if not sent_lately:
                before.invited_at = timezone.now()
            invitation = before
        else:
            sent_lately = False
        invitation.save()
        if not sent_lately:
            transaction.on_commit(lambda: tasks.send_invitation.enqueue(invitation.pk))
    return invitation


def link_for(invitation: Invitation) -> str:
    return settings.SITE_URL + reverse("signin:invitation", args=[signing.dumps(invitation.pk, salt=SALT)])


def write(pk: int) -> None:
    """Called in the background. The link is made here: kept with the task, it would let in whoever reads that table."""
    invitation = Invitation.objects.open().filter(pk=pk).select_related("organisation", "invited_by").first()
    if invitation is None:
        return  # withdrawn meanwhile
    inviter = invitation.invited_by
    context = {
        "name": invitation.name,
        "organisation": invitation.organisation.name,
        "inviter": inviter.name if inviter else "",
        "link": link_for(invitation),
        "days": DAYS,
    }
    letters.send("invitation", invitation.address, context)


def behind(token: str) -> Invitation | None:
    """The open invitation of this link; None when it is wrong, old, used or withdrawn."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=timedelta(days=DAYS))
    except signing.BadSignature:
        return None
    return Invitation.objects.open().filter(pk=pk).select_related("organisation", "invited_by").first()


def invited_person(invitation: Invitation) -> Person | None:
    """Who has this address already. May be somebody who is not let in any more."""
    return Person.objects.filter(email=invitation.address).first()


def withdraw(invitation: Invitation) -> bool:
    return bool(Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()))


def accept(invitation: Invitation, name: str) -> Person | None:
    """The person who now belongs; None when somebody else was quicker, it was withdrawn, or the person is shut out."""
    with transaction.atomic():
        if not Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=timezone.now()):
            return None
        person = invited_person(invitation) or _new_person(invitation.address, name)
        if not person.is_active:
            transaction.set_rollback(True)
            return None
        _affiliate(person, invitation)
    return person


def _new_person(address: str, name: str) -> Person:
    """A person by that address, also when an invitation of another organisation is accepted at the same moment."""
    try:
        with transaction.atomic():
            # What is left of an address that its person has given up
            EmailAddress.objects.filter(email__iexact=address).delete()
            return Person.objects.create_user(address, name=name)
    except IntegrityError:
        return Person.objects.get(email=address)


def _affiliate(person: Person, invitation: Invitation) -> None:
    """Belonging twice is belonging once; an invitation adds rights and takes none."""
    affiliation, new = person.affiliations.get_or_create(
        organisation=invitation.organisation,
        until=None,
        defaults={"title": invitation.title, "is_administrator": invitation.is_administrator},
    )
    if not new:
        affiliation.title = affiliation.title or invitation.title
        affiliation.is_administrator = affiliation.is_administrator or invitation.is_administrator
        affiliation.since = min(affiliation.since, timezone.localdate())
        affiliation.save()
