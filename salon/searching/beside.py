"""What is found beside the messages: needs, offers and gatherings. There are a few hundred of each: they are read through."""

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from members.models import Person
from salon.models import Gathering, Posting, SearchedGathering, SearchedPosting
from salon.searching.finding import Conditions, with_words, within

NEARBY = 5  # of each kind, also of people and organisations


def postings(person: Person, wanted: Conditions) -> QuerySet[Posting]:
    """Needs and offers that meet all conditions, newest first."""
    kept = Posting.objects.filter(pk__in=with_words(SearchedPosting.objects.visible_to(person), wanted).values("pk"))
    if wanted.organisation:
        kept = kept.filter(organisation=wanted.organisation)
    if wanted.kind:
        kept = kept.filter(kind=wanted.kind)
    return within(kept, "created_at", wanted).select_related("organisation").prefetch_related("kinds")


def gatherings(person: Person, wanted: Conditions) -> QuerySet[Gathering]:
    """Gatherings that meet all conditions, of which the time is when one meets: first what is ahead, the next one first."""
    found = with_words(SearchedGathering.objects.visible_to(person), wanted)
    kept = Gathering.objects.answered_by(person).filter(pk__in=found.values("pk"))
    if wanted.organisation:
        kept = kept.filter(organisation=wanted.organisation)
    if wanted.room:
        # Those of the whole network are talked about in a room, too
        kept = kept.filter(Q(room=wanted.room) | Q(room=None, topic__room=wanted.room))
    ahead = When(ends__gt=timezone.now(), then=F("starts"))
    return within(kept, "starts", wanted).order_by(Case(ahead).asc(nulls_last=True), "-starts", "-pk")
