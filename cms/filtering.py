"""Reading conditions out of an address. What makes no sense is said in words and left out; the rest still works."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.db.models import F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.text import is_readable

LONGEST_QUERY = 100
MOST_WORDS = 5
# What one facet reads of an address at most; nobody ticks more
MOST_VALUES = 100
_QUOTED = re.compile(r'["“”„＂][^"“”„＂]*["“”„＂]|「[^「」]*」|『[^『』]*』')


@dataclass
class Option:
    """One value that a facet offers. `count` is how many there are in all, 見本 not counted."""

    slug: str
    name: str
    group: str = ""
    count: int = 0
    listed: int = 0
    chosen: bool = False


@dataclass
class Facet:
    """A parameter of the address. `match` says what a row must be like for the words given (primary keys or slugs)."""

    param: str
    label: Any
    match: Callable[[Any], Q]
    words: QuerySet | None = None
    options: list[Option] = field(default_factory=list)
    # Free words are as public as what carries them: one that only a locked page has is unknown
    free: bool = False

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.chosen]

    @property
    def offered(self) -> list[Option]:
        """What leads somewhere, and what was chosen though it leads nowhere."""
        return [option for option in self.options if option.listed or option.chosen]


@dataclass
class Selection:
    """What was asked for, as far as it makes sense, and a sentence for each thing that does not."""

    facets: list[Facet]
    q: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def active(self) -> bool:
        return bool(self.q or self.chosen)

    @property
    def chosen(self) -> list[Option]:
        return [option for facet in self.facets for option in facet.chosen]

    @property
    def words(self) -> list[str]:
        return parts(self.q)

    def narrow(self, rows: QuerySet, meets: Callable[[str], Q]) -> QuerySet:
        """Within a facet any of the values will do, every facet must be met, and every word of q.

        `meets` says what a row must be like for one word.
        """
        for facet in self.facets:
            if facet.chosen:
                same_model = rows.model._base_manager
                slugs = [option.slug for option in facet.chosen]
                rows = rows.filter(pk__in=same_model.filter(facet.match(slugs)).values("pk"))
        for word in self.words:
            rows = rows.filter(meets(word))
        return rows

    def fewer(self) -> list[tuple[str, str]]:
        """What could be left out so that more is found: its name, and the query string of an address without it.

        A condition goes as a whole: with one of its values less, even fewer would be found.
        """
        asked = [(facet.param, [option.slug for option in facet.chosen]) for facet in self.facets if facet.chosen]
        words = self.words
        if len(asked) + len(words) < 2:
            return []  # without this one, nothing was asked for
        ways = [(word, _query_string(asked, words[:number] + words[number + 1 :])) for number, word in enumerate(words)]
        for facet in self.facets:
            if facet.chosen:
                name = f"{facet.label}：{'、'.join(option.name for option in facet.chosen)}"
                ways.append((name, _query_string([one for one in asked if one[0] != facet.param], words)))
        return ways


def _query_string(asked: list[tuple[str, list[str]]], words: list[str]) -> str:
    return "?" + urlencode([*([("q", " ".join(words))] if words else []), *asked], doseq=True)


def word_facet(param: str, label: Any, words: QuerySet, *paths: str, group: str = "", free: bool = False) -> Facet:
    """A facet of one of the network's vocabularies; `paths` lead from a row to its words."""

    def match(slugs: Any) -> Q:
        found = Q()
        for path in paths:
            found |= Q(**{f"{path}__in": slugs}) if isinstance(slugs, list) else Q(**{path: slugs})
        return found

    key = paths[0].rsplit("__", 1)[1]
    order: Any = F("order") if hasattr(words.model, "order") else Value(0)
    group_name: Any = Value("", output_field=models.CharField())
    if group:
        group_name = F(f"{group}__name")
        order = F(f"{group}__order") * 1000 + F("order")
    annotated = words.order_by().annotate(
        facet_param=Value(param, output_field=models.CharField()),
        facet_key=F(key),
        facet_group=group_name,
        facet_order=order if not isinstance(order, Value) else Value(0, output_field=IntegerField()),
    )
    return Facet(param, label, match, annotated, free=free)


def choice_facet(param: str, label: Any, choices: list[tuple[str, Any]], match: Callable[[Any], Q]) -> Facet:
    """A facet whose values stand in code."""
    return Facet(param, label, match, None, [Option(slug, str(name), listed=1) for slug, name in choices])


def _how_many(rows: QuerySet, facet: Facet) -> Subquery:
    """Number of rows for each word; a plain function, as an aggregate would want a GROUP BY of its own."""
    number = Func(
        F("pk"), function="COUNT", template="%(function)s(DISTINCT %(expressions)s)", output_field=IntegerField()
    )
    return Subquery(rows.order_by().filter(facet.match(OuterRef("facet_key"))).annotate(n=number).values("n"))


def fill(facets: list[Facet], listed: QuerySet, counted: QuerySet) -> None:
    """Give every vocabulary its options with their numbers, all in one query."""
    columns = ("facet_param", "facet_key", "name", "facet_group", "facet_order", "facet_listed", "facet_counted")
    asked = [
        facet.words.annotate(
            facet_listed=_how_many(listed, facet), facet_counted=_how_many(counted, facet)
        ).values_list(*columns)
        for facet in facets
        if facet.words is not None
    ]
    by_param = {facet.param: facet for facet in facets}
    rows = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    for param, key, name, group, _order, in_list, in_count in sorted(rows, key=lambda row: (row[0], row[4], row[1])):
        if by_param[param].free and not in_list:
            continue
        by_param[param].options.append(Option(key, name, group, in_count or 0, in_list or 0))


def read(asked: QueryDict, facets: list[Facet]) -> Selection:
    """What of the address makes sense. The facets have their options already."""
    selection = choose(asked, facets)
    _read_query(asked, selection)
    return selection


def choose(asked: QueryDict, facets: list[Facet]) -> Selection:
    """The same without words."""
    selection = Selection(facets)
    for facet in facets:
        known = {option.slug: option for option in facet.options}
        unknown = ""
        for value in asked.getlist(facet.param)[:MOST_VALUES]:
            if value in known:
                known[value].chosen = True
            elif value.strip():
                unknown = unknown or value.strip()
        if unknown:
            selection.problems.append(
                _("「%(label)s」の「%(value)s」は見つかりませんでした。この条件は外して、さがしています。")
                % {"label": facet.label, "value": _short(unknown)}
            )
    return selection


def _read_query(asked: QueryDict, selection: Selection) -> None:
    q = " ".join(asked.get("q", "").split())
    if not is_readable(q):
        selection.problems.append(_("さがす言葉に読めない文字がありました。もう一度入れてください。"))
        return
    if len(q) > LONGEST_QUERY:
        q = q[:LONGEST_QUERY]
        selection.problems.append(
            _("さがす言葉は%(number)s文字までです。はじめの%(number)s文字でさがしています。")
            % {"number": LONGEST_QUERY}
        )
    words = parts(q)
    if len(words) > MOST_WORDS:
        words = words[:MOST_WORDS]
        selection.problems.append(
            _("さがす言葉は%(number)sつまでです。はじめの%(number)sつでさがしています。") % {"number": MOST_WORDS}
        )
    selection.q = " ".join(words)


def page_number(asked: QueryDict, pages: int, selection: Selection) -> int:
    """The page asked for, or the nearest there is, with a sentence."""
    text = asked.get("page", "").strip()
    if not text:
        return 1
    # int() of thousands of digits is refused by Python, and no list is that long
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if 1 <= number <= pages:
        return number
    selection.problems.append(_("そのページはありません。はじめのページを出しています。"))
    return 1


def parts(text: str) -> list[str]:
    """The words as they were typed; what stands in quotes is one, quotes and all."""
    found, end = [], 0
    for match in _QUOTED.finditer(text):
        found += [*text[end : match.start()].split(), match[0]]
        end = match.end()
    return found + text[end:].split()


def _short(text: str) -> str:
    text = "".join(char if is_readable(char) else "?" for char in text[:20])
    return f"{text}…" if len(text) >= 20 else text


TARGET = gettext_lazy("対象")
APPROACH = gettext_lazy("取組の種類")
BLOCK = gettext_lazy("ブロック")
THEME = gettext_lazy("テーマ")
PREFECTURE = gettext_lazy("都道府県")
TAG = gettext_lazy("タグ")
