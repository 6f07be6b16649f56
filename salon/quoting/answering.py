"""Yes, no, and no afterwards: who wrote it decides, at any time and without a reason."""

from django.utils import timezone

from members.models import Person
from salon.models import Quote


def say_yes(quote: Quote, named: str) -> None:
    """To the words as they are now: edited afterwards, they are asked about again."""
    Quote.objects.filter(pk=quote.pk).update(answer=Quote.Answer.YES, named=named, answered_at=timezone.now())


def say_no(quote: Quote) -> None:
    """In the same moment it is gone from page, draft and every earlier draft, as it stands in none of them."""
    Quote.objects.filter(pk=quote.pk).update(answer=Quote.Answer.NO, answered_at=timezone.now())


def may_answer(person: Person, quote: Quote) -> bool:
    return quote.author_id == person.pk
