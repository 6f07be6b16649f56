"""What was found, ranked: the strictest reading of the query first, and within each the newest first."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from modelsearch.backends.base import BaseSearchResults, FilterFieldError

from cms.searching import sides
from cms.searching.conditions import condition
from cms.searching.engines import engine
from cms.searching.expressions import NOTHING, ranks
from cms.searching.index import model_token

TOP = 2**62  # above every key
FIRST, MOST = 60, 5_000  # hits that are looked at in one go, at first and at last


class Found(NamedTuple):
    pk: Any
    score: float


class Results(BaseSearchResults):
    supports_facet = True

    def ranked(self, limit: int | None = None) -> list[Found]:
        """Keys and scores of the best; a higher score is better, and comparable between models."""
        if self.query_compiler.wanted is None:
            pks = self.query_compiler.queryset.order_by("-pk").values_list("pk", flat=True)
            return [Found(pk, 0.0) for pk in pks[:limit]]
        found: dict[Any, Found] = {}
        for portion in self.portions():
            for one in self._within(portion):
                # Two entries may speak for it: the better one counts
                found.setdefault(one.pk, one)
            if limit is not None and len(found) >= limit:
                break
        return list(found.values())[:limit]

    def matching(self) -> QuerySet:
        """All that was found, in the order of the queryset that was searched."""
        queryset, part = self.query_compiler.queryset, self.query_compiler.wanted
        if part is None:
            return queryset
        if part == NOTHING:
            return queryset.none()
        there = engine()
        return sides.holding(queryset, there.matching(condition(part, model_token(self.model), there)))

    def facet(self, field_name: str) -> dict[Any, int]:
        if self.query_compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(f"No FilterField {field_name} in {self.model.__name__}", field_name=field_name)
        counted = self.matching().order_by().values(field_name).annotate(n=Count("pk")).order_by("-n")
        return {row[field_name]: row["n"] for row in counted}

    def portions(self) -> Iterator[list[Found]]:
        """What the index has, the best first, whether it is in the queryset or not."""
        part, there, model = self.query_compiler.wanted, engine(), model_token(self.model)
        seen: set[int] = set()
        readings = [] if part == NOTHING else ranks(part)
        for place, reading in enumerate(readings):
            wanted, below, size = condition(reading, model, there), TOP, FIRST
            while hits := there.newest(wanted, below, size):
                new = [hit for hit in hits if hit.object_id not in seen]
                seen.update(hit.object_id for hit in new)
                yield [Found(hit.object_id, len(readings) - place + hit.key / TOP) for hit in new]
                if len(hits) < size:
                    break
                below, size = hits[-1].key, min(size * 4, MOST)

    def _within(self, found: list[Found]) -> list[Found]:
        """Those that are in the queryset: who may see a thing is asked there, and not of the index."""
        if not found:
            return []
        allowed = sides.spoken_for(self.query_compiler.queryset, [one.pk for one in found])
        return [one._replace(pk=allowed[one.pk]) for one in found if one.pk in allowed]

    def _do_search(self) -> list:
        compiler = self.query_compiler
        if compiler.wanted is None or not compiler.order_by_relevance:
            found = self.matching()
            return list((found if found.ordered else found.order_by("-pk"))[self.start : self.stop])
        ranked = self.ranked(self.stop)[self.start :]
        objects = {one.pk: one for one in compiler.queryset.order_by().filter(pk__in=[one.pk for one in ranked])}
        if self._score_field:
            for one in ranked:
                if one.pk in objects:
                    setattr(objects[one.pk], self._score_field, one.score)
        return [objects[one.pk] for one in ranked if one.pk in objects]

    def _do_count(self) -> int:
        stop = self.matching().order_by().count()
        return max(0, (stop if self.stop is None else min(stop, self.stop)) - self.start)
