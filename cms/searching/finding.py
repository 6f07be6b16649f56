"""What everybody finds on the site: over all sources together, the best first, with the numbers for the filters."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from modelsearch.query import MATCH_ALL
from wagtail.search.backends import get_search_backend

from cms import filtering
from cms.filtering import Facet, Option
from cms.models.translations import say
from cms.searching import sources
from cms.searching.results import Results
from cms.searching.sources import Source
from members.models import Prefecture, TargetGroup, Theme

ON_A_PAGE = 20
REACHABLE = 1_000  # how far down one can go: whoever wants more says more
KIND = "kind"


@dataclass(frozen=True)
class Search:
    """`text` as it was typed; `chosen`: for each facet the values of which any will do."""

    text: str
    chosen: Mapping[str, list[str]]

    @cached_property
    def found(self) -> dict[str, Results]:
        """What was found of each source, also of kinds that are not wanted: the filter says how many they are."""
        return {source.name: self._of(source, self._besides(KIND)) for source in sources.every()}

    @cached_property
    def counts(self) -> dict[str, int]:
        return {name: results.count() for name, results in self.found.items()}

    @property
    def wanted(self) -> list[Source]:
        kinds = self.chosen.get(KIND) or ()
        return [source for source in sources.every() if not kinds or source.name in kinds]

    @property
    def total(self) -> int:
        return sum(self.counts[source.name] for source in self.wanted)

    def page(self, number: int) -> list[tuple[Source, Any]]:
        """Page `number` (from 1) of all together: source and object, in the words of the language that is read."""
        end = number * ON_A_PAGE
        ranked = [
            (one.score, source, one.pk)
            for source in self.wanted
            if self.counts[source.name]
            for one in self.found[source.name].ranked(end)
        ]
        shown = nlargest(end, ranked, key=lambda one: one[0])[end - ON_A_PAGE :]
        objects = {
            source.name: source.find(AnonymousUser()).in_bulk([pk for _score, other, pk in shown if other is source])
            for source in {source.name: source for _score, source, _pk in shown}.values()
        }
        found = [(source, objects[source.name][pk]) for _score, source, pk in shown if pk in objects[source.name]]
        say(one for _source, one in found)
        return found

    def count(self, facets: list[Facet]) -> None:
        """Give the options of the facets their numbers: how many there would be with this value."""
        for facet in facets:
            counted = self.counts if facet.param == KIND else self._numbers(facet.param)
            for option in facet.options:
                option.count = option.listed = counted.get(option.slug, 0)

    def _numbers(self, param: str) -> Counter:
        counted: Counter = Counter()
        for source in self.wanted:
            paths = source.paths.get(param, ())
            if not paths:
                continue
            rows = self._of(source, self._besides(param)).matching().order_by()
            if len(paths) == 1:
                counted.update(dict(rows.values_list(paths[0]).annotate(Count("pk", distinct=True))))
            else:
                # By two ways to the same word: counted once
                counted.update(word for _pk, word in {pair for path in paths for pair in rows.values_list("pk", path)})
        return counted

    def _of(self, source: Source, chosen: Mapping[str, list[str]]) -> Results:
        rows: QuerySet = source.narrowed(source.find(AnonymousUser()), chosen)
        return get_search_backend().search(self.text or MATCH_ALL, rows)

    def _besides(self, param: str) -> dict[str, list[str]]:
        return {name: values for name, values in self.chosen.items() if name not in (param, KIND)}


def facets() -> list[Facet]:
    """What can be chosen, without numbers."""
    prefectures = Prefecture.objects.select_related("block").order_by("block__order", "code")
    return [
        _facet(KIND, _("種類"), [Option(source.name, str(source.label)) for source in sources.every()]),
        _facet("prefecture", filtering.PREFECTURE, [Option(one.code, one.name, one.block.name) for one in prefectures]),
        _facet("target", filtering.TARGET, [Option(one.slug, one.name) for one in TargetGroup.objects.all()]),
        _facet("theme", filtering.THEME, [Option(one.slug, one.name) for one in Theme.objects.all()]),
    ]


def _facet(param: str, label: Any, options: list[Option]) -> Facet:
    # Sources say themselves how their rows meet a value
    return Facet(param, label, match=lambda slugs: Q(), options=options)
