"""Wagtail's search (`Page.objects.search("京都")`, the admin's own search) over our index, the same on SQLite and PostgreSQL.

WAGTAILSEARCH_BACKENDS["default"]["BACKEND"] names this module. Every part of a text is found, also one sign of it, and so
`autocomplete` is a search like any other. Objects have whole numbers as keys.
"""

from modelsearch.backends.base import BaseSearchBackend, BaseSearchQueryCompiler
from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, SearchQuery

from cms.searching import asking, wordings
from cms.searching.expressions import NOTHING, Every, Part, Some, Without, Word, read_as
from cms.searching.index import Index, Rebuilder
from cms.searching.results import Results


class QueryCompiler(BaseSearchQueryCompiler):
    DEFAULT_OPERATOR = "and"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        part = read(self.query)
        #: What was asked, as a tree of words; None for everything there is
        self.wanted = read_as(part, whole=False, in_title=True) if part and self.fields == ["title"] else part

    def check(self) -> None:
        """Any queryset will do: its conditions are asked of the database itself, not of the index."""


def read(query: SearchQuery) -> Part | None:
    """The tree of a query of Wagtail's. A boost says nothing here: ranks come from where and how a word stands."""
    if isinstance(query, MatchAll):
        return None
    if isinstance(query, Boost):
        return read(query.subquery)
    if isinstance(query, Not):
        inside = read(query.subquery)
        return NOTHING if inside is None else None if inside == NOTHING else Without(inside)
    if isinstance(query, And | Or):
        return _joined([read(one) for one in query.subqueries], Every if isinstance(query, And) else Some)
    # Plain text, a phrase, or what other backends look up with mistakes allowed
    text = f"「{query.query_string}」" if isinstance(query, Phrase) else query.query_string
    words = tuple(Word(wordings.forms(word)) for word in asking.read(text).words)
    return (Some if getattr(query, "operator", "and") == "or" else Every)(words) if words else NOTHING


def _joined(parts: list[Part | None], join: type[Every] | type[Some]) -> Part | None:
    told = tuple(part for part in parts if part is not None and part != NOTHING)
    if join is Every:
        return NOTHING if NOTHING in parts else Every(told) if told else None
    return None if None in parts else Some(told)


class SearchBackend(BaseSearchBackend):
    query_compiler_class = autocomplete_query_compiler_class = QueryCompiler
    index_class = Index
    results_class = Results
    rebuilder_class = Rebuilder
