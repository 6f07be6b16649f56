"""Handing over a mailing: text and recipients are frozen in one transaction, once for each key."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import Lower
from django.utils import timezone

from members.mail import hours, stopping
from members.mail.composing import NoAddress, one_address, subject_line
from members.mail.consent import wanting
from members.models import Batch, Letter, Person, Suppression
from members.models.letters import Kind
from members.models.pauses import people_paused_on
from members.models.people import normal_address


def receiving(people, kind: str):
    """Those of `people` who may get mail of this kind: usable account, not stopped, address not suppressed.

    Nor resting, but for what waits until they are back.
    """
    suppressed = Suppression.objects.values("address")
    if kind not in hours.WAITING:
        people = people.exclude(pk__in=people_paused_on(timezone.localdate()).values("pk"))
    return wanting(people.filter(is_active=True), kind).alias(folded=Lower("email")).exclude(folded__in=suppressed)


@transaction.atomic
def hand_over(
    key: str, kind: str, subject: str, text: str, html: str, recipients: Iterable[Person]
) -> tuple[Batch, bool]:
    """Freeze one mailing. A second hand-over with the same key finds the first, adds nobody and answers False.

    `text` and `html` contain `stopping.address(stopping.PLACEHOLDER)`: no mail to many leaves without a way to stop it.
    """
    placeholder = str(stopping.PLACEHOLDER)
    if placeholder not in text or (html and placeholder not in html):
        raise ValueError("A mail to many says how to stop it: stopping.address(stopping.PLACEHOLDER)")
    frozen = {
        "kind": Kind(kind).value,
        "subject": subject_line(subject),
        "text": _storable(text),
        "html": _storable(html),
    }
    batch, is_new = Batch.objects.get_or_create(key=key, defaults=frozen)
    if is_new:
        address_to(batch, recipients)
    return batch, is_new


def address_to(batch: Batch, recipients: Iterable[Person]) -> None:
    """A letter for each of them who gets mail of this kind."""
    people = Person.objects.filter(pk__in=[person.pk for person in recipients])
    Letter.objects.bulk_create(_letters(batch, receiving(people, batch.kind)), batch_size=500)


def _storable(text: str) -> str:
    """PostgreSQL stores no NUL, no encoding knows lone surrogates."""
    return "".join(char for char in text if char != "\x00" and not "\ud800" <= char <= "\udfff")


def _letters(batch: Batch, people) -> list[Letter]:
    """One letter a person and an address; who cannot be written to is on the list with the reason."""
    letters: dict[str, Letter] = {}
    for person in people.order_by("pk"):
        address = normal_address(person.email)
        letter = Letter(batch=batch, person=person, address=address)
        try:
            one_address(address)
        except NoAddress:
            letter.state = Letter.State.FAILED
            letter.error = "メールアドレスの形が正しくありません。"
        letters.setdefault(address, letter)
    return list(letters.values())


def counts(batch: Batch) -> dict[str, int]:
    """How many letters are in each state; every state is named."""
    found = dict(batch.letters.values_list("state").annotate(number=Count("pk")))
    return {state: found.get(state, 0) for state in Letter.State.values}


def is_under_way(batch: Batch) -> bool:
    """Some letters have not come to their end yet."""
    return batch.letters.filter(state__in=[Letter.State.QUEUED, Letter.State.CLAIMED, Letter.State.SENDING]).exists()
