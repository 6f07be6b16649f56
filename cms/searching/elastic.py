"""The same search on Elasticsearch or OpenSearch, for an installation that is too large for its database.

    WAGTAILSEARCH_BACKENDS["default"] = {"BACKEND": "cms.searching.opensearch", "URLS": ["https://…:9200"]}

The server needs the plugin analysis-kuromoji. What is found is decided by pairs of signs of the folded text, as in the
database; its Japanese analyser decides about ranks. Who may see a thing is asked of the database all the same.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from modelsearch.backends.elasticsearchbase import ElasticsearchBaseMapping

from cms.searching import sides
from cms.searching.backend import QueryCompiler
from cms.searching.expressions import NOTHING, Every, Part, Some, Word, words
from cms.searching.folding import fold
from cms.searching.index import LONGEST, parts
from cms.searching.results import Found, Results

WINDOW = 10_000  # hits that such a server gives at most
FIRST = 100
SETTINGS = {
    "settings": {
        "analysis": {
            "tokenizer": {
                "words": {"type": "kuromoji_tokenizer", "mode": "search"},
                "pairs": {"type": "ngram", "min_gram": 2, "max_gram": 2},
                "signs": {"type": "ngram", "min_gram": 1, "max_gram": 1},
            },
            "analyzer": {
                "words": {
                    "type": "custom",
                    "tokenizer": "words",
                    "filter": ["kuromoji_baseform", "cjk_width", "kuromoji_stemmer", "lowercase"],
                },
                "pairs": {"type": "custom", "tokenizer": "pairs"},
                "signs": {"type": "custom", "tokenizer": "signs"},
            },
        }
    }
}
_WORDS = {"type": "text", "analyzer": "words"}
_FOLDED = {"type": "text", "analyzer": "pairs", "fields": {"signs": {"type": "text", "analyzer": "signs"}}}
# Words for themselves above parts of others, titles above bodies
_BOOSTS = {"title": 8, "folded_title": 4, "text": 2}


class JapaneseMapping(ElasticsearchBaseMapping):
    def get_mapping(self) -> dict[str, Any]:
        return {
            "properties": {
                "pk": {"type": "keyword", "store": True},
                "_django_content_type": {"type": "keyword"},
                "title": _WORDS,
                "text": _WORDS,
                "folded_title": _FOLDED,
                "folded_text": _FOLDED,
            }
        }

    def get_document(self, obj) -> dict[str, Any]:
        titles, texts = parts(obj)
        title, text = "\n\n".join(titles)[:LONGEST], "\n\n".join([*titles, *texts])[:LONGEST]
        return {
            "pk": str(obj.pk),
            "_django_content_type": self.get_all_content_types(),
            "title": title,
            "text": text,
            "folded_title": fold(title),
            "folded_text": fold(text),
        }


class JapaneseQueryCompiler(QueryCompiler):
    mapping_class: type[JapaneseMapping] = JapaneseMapping

    def get_query(self) -> dict[str, Any]:
        part = self.wanted or NOTHING
        model = self.mapping_class(self.queryset.model).get_content_type()
        ranked = [
            {"match_phrase": {field: {"query": form, "boost": boost}}}
            for word in words(part)
            for form in word.forms
            for field, boost in _BOOSTS.items()
            if len(form) > 1 or field in ("title", "text")
        ]
        return {
            "bool": {
                "must": [_holds(part)],
                "filter": [{"term": {"_django_content_type": model}}],
                "should": ranked,
            }
        }


def _holds(part: Part) -> dict[str, Any]:
    if isinstance(part, Word):
        field = "folded_title" if part.in_title else "folded_text"
        return _any([_form(form, field) for form in part.forms])
    if isinstance(part, Every):
        return {"bool": {"must": [_holds(one) for one in part.parts]}}
    if isinstance(part, Some):
        return _any([_holds(one) for one in part.parts]) if part.parts else {"match_none": {}}
    return {"bool": {"must_not": [_holds(part.part)]}}


def _form(form: str, field: str) -> dict[str, Any]:
    return {"match_phrase": {field if len(form) > 1 else f"{field}.signs": form}}


def _any(parts: list[dict[str, Any]]) -> dict[str, Any]:
    return parts[0] if len(parts) == 1 else {"bool": {"should": parts, "minimum_should_match": 1}}


class ElasticResults(Results):
    """Hits come from the server, everything else from the database."""

    def portions(self) -> Iterator[list[Found]]:
        at, size = 0, FIRST
        while at < WINDOW and (hits := self._hits(at, min(size, WINDOW - at))):
            yield hits
            if len(hits) < size:
                break
            at, size = at + size, size * 10

    def matching(self) -> QuerySet:
        if self.query_compiler.wanted is None:
            return self.query_compiler.queryset
        found = [one.pk for portion in self.portions() for one in portion]
        return sides.holding(self.query_compiler.queryset, found)

    def _hits(self, at: int, size: int) -> list[Found]:
        answer = self._backend_do_search(
            {"query": self.query_compiler.get_query()},
            index=self.backend.get_index_for_model(self.model).name,
            _source=False,
            stored_fields="pk",
            from_=at,
            size=size,
        )
        return [Found(int(hit["fields"]["pk"][0]), hit["_score"] or 0.0) for hit in answer["hits"]["hits"]]


def japanese(stock: Any) -> type:
    """One of Wagtail's own backends for such servers, with our index, our queries and our results."""
    mapping = type("Mapping", (JapaneseMapping, stock.mapping_class), {})
    compiler = type("Compiler", (JapaneseQueryCompiler,), {"mapping_class": mapping})
    names = {
        "mapping_class": mapping,
        "query_compiler_class": compiler,
        "autocomplete_query_compiler_class": compiler,
        "results_class": type("Results", (ElasticResults, stock.results_class), {}),
        "settings": SETTINGS,
    }
    return type("SearchBackend", (stock,), names)
