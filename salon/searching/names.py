"""People and organisations by name. There are a few hundred of each: they are read and folded here."""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db.models import Prefetch, QuerySet

from cms.searching.folding import fold
from members.models import Affiliation, Organisation, Person


def people(person: Person, words: Sequence[str], limit: int) -> list[Person]:
    """People whom the person may see, by name or its reading; with `.belongs`, what joins them today to organisations that the person sees."""
    found = Person.objects.visible_to(person).filter(is_active=True).values_list("pk", "name", "reading")
    pks = list(islice(_with(found, words), limit))
    today = Affiliation.objects.current().filter(organisation__in=Organisation.objects.visible_to(person))
    belongs = Prefetch("affiliations", today.select_related("organisation"), to_attr="belongs")
    return list(Person.objects.filter(pk__in=pks).prefetch_related(belongs))


def organisations(person: Person, words: Sequence[str], limit: int) -> QuerySet[Organisation]:
    """Organisations that are in the rooms of the network, by name."""
    found = Organisation.objects.active().opening_rooms()
    pks = list(islice(_with(found.values_list("pk", "legal_form", "name"), words, ""), limit))
    return found.filter(pk__in=pks)


def _with(rows: Iterable[tuple], words: Sequence[str], between: str = "\n\n") -> Iterable[int]:
    """Keys of the rows in whose text every word stands."""
    for pk, *texts in rows:
        folded = fold(between.join(texts))
        if words and all(word in folded for word in words):
            yield pk
