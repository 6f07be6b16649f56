"""A change of mail address: both addresses confirm, then everything changes at once."""

from datetime import timedelta
from functools import partial

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import AddressChange, Person
from members.signin import sessions, tasks

SALT = "members.profile.addresses"
HOURS = 24
SIDES = ("old", "new")


class Outcome(models.TextChoices):
    WAITING = "waiting", _("もう片方のアドレスでの確認を待っています")
    CHANGED = "changed", _("変わりました")
    TAKEN = "taken", _("このアドレスは使えません")
    GONE = "gone", _("もう使えないリンクです")


def open_change(person: Person) -> AddressChange | None:
    since = timezone.now() - timedelta(hours=HOURS)
    return AddressChange.objects.filter(person=person, asked_at__gt=since).first()


def ask(person: Person, new_address: str) -> None:
    """Write to both. An earlier wish is replaced; its links die, since they name the moment it was made."""
    now = timezone.now()
    with transaction.atomic():
        change, _new = AddressChange.objects.update_or_create(
            person=person,
            defaults={
                "new_address": new_address,
                "asked_at": now,
                "old_confirmed_at": None,
                "new_confirmed_at": None,
            },
        )
        transaction.on_commit(lambda: _write_to_both(change))


def _write_to_both(change: AddressChange) -> None:
    person = change.person
    context = {"name": person.name, "old": person.email, "new": change.new_address, "hours": HOURS}
    tasks.send_letter.enqueue("address_old", person.email, {**context, "link": link_for(change, "old")})
    if Person.objects.filter(email=change.new_address).exists():
        # The asker sees the same as ever; only the owner of the address learns that it has its own entry
        tasks.send_letter.enqueue("address_taken", change.new_address, {})
    else:
        tasks.send_letter.enqueue("address_new", change.new_address, {**context, "link": link_for(change, "new")})


def link_for(change: AddressChange, side: str) -> str:
    token = signing.dumps([change.person_id, side, change.asked_at.timestamp()], salt=SALT)
    return settings.SITE_URL + reverse("profile:confirm_address", args=[token])


def behind(token: str) -> tuple[AddressChange, str] | None:
    """The change that this link belongs to, and which of the two addresses it was sent to."""
    try:
        person_id, side, asked_at = signing.loads(token, salt=SALT, max_age=timedelta(hours=HOURS))
    except signing.BadSignature:
        return None
    change = AddressChange.objects.filter(person_id=person_id, person__is_active=True).select_related("person").first()
    if change is None or change.asked_at.timestamp() != asked_at:
        return None
    return change, side


def confirm(change: AddressChange, side: str) -> Outcome:
    """Confirm for one side. Of two that confirm at the same moment, one sees both and makes the change."""
    this = AddressChange.objects.filter(pk=change.pk, asked_at=change.asked_at)
    with transaction.atomic():
        if not this.update(**{f"{side}_confirmed_at": timezone.now()}):
            return Outcome.GONE
        complete, _by_model = this.exclude(old_confirmed_at=None).exclude(new_confirmed_at=None).delete()
        if not complete:
            return Outcome.WAITING
        return _change(change.person_id, change.new_address)


def _change(person_id: int, new_address: str) -> Outcome:
    person = Person.objects.select_for_update().get(pk=person_id)
    old_address, person.email = person.email, new_address
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError:
        return Outcome.TAKEN
    sessions.end_all(person)
    EmailAddress.objects.filter(models.Q(user=person) | models.Q(email__iexact=new_address)).delete()
    EmailAddress.objects.create(user=person, email=new_address, verified=True, primary=True)
    context = {"name": person.name, "old": old_address, "new": new_address}
    for address in (old_address, new_address):
        transaction.on_commit(partial(tasks.send_letter.enqueue, "address_changed", address, context))
    return Outcome.CHANGED


def cancel(person: Person) -> None:
    AddressChange.objects.filter(person=person).delete()
