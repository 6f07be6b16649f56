"""Who wants which kind of mail. Members receive every kind until they say otherwise, with one press."""

from django.db.models import QuerySet
from django.utils import timezone

from members.models import Person
from members.models.letters import Consent, Kind


def wants(person: Person, kind: str) -> bool:
    """Without a decision: yes."""
    decided = Consent.objects.filter(person=person, kind=kind).values_list("wanted", flat=True).first()
    return decided is not False


def decide(person: Person, kind: str, wanted: bool, source: str) -> None:
    """Keep the latest decision, when it was taken and where (`mail`, `profile`, …). Deciding twice changes nothing."""
    Consent.objects.update_or_create(
        person=person,
        kind=Kind(kind).value,
        defaults={"wanted": wanted, "source": source, "decided_at": timezone.now()},
    )


def wanting(people: QuerySet[Person], kind: str) -> QuerySet[Person]:
    """Those of `people` who did not stop this kind of mail."""
    return people.exclude(pk__in=Consent.objects.filter(kind=kind, wanted=False).values("person"))
