"""On Elasticsearch or OpenSearch the same is asked, and who may see a thing is asked of the database all the same."""

import json

import pytest
from django.utils import translation
from modelsearch.backends.elasticsearchbase import ElasticsearchBaseSearchBackend
from modelsearch.query import MATCH_ALL, Not, PlainText

from cms.models import CasePage
from cms.searching.elastic import SETTINGS, WINDOW, japanese
from cms.searching.folding import fold
from tests.factories.cms import case, lock, translated

pytestmark = pytest.mark.django_db


class Server:
    """Takes what a client would send, and answers with the hits it was told."""

    def __init__(self, **options):
        self.options, self.asked, self.hits, self.stored = options, [], [], []

    def search(self, body, **options):
        self.asked.append({"body": body, **options})
        hits = self.hits[options["from_"] : options["from_"] + options["size"]]
        return {"hits": {"hits": [{"fields": {"pk": [str(pk)]}, "_score": score} for pk, score in hits]}}

    def index(self, index, document, id):
        self.stored.append((index, id, document))


class Stock(ElasticsearchBaseSearchBackend):
    client_class = Server
    timeout_kwarg_name = "timeout"


@pytest.fixture
def backend():
    return japanese(Stock)({"URLS": ["http://search.example:9200"]})


def query(backend, asked, **options) -> dict:
    return backend.search(asked, CasePage, **options).query_compiler.get_query()


def test_a_word_is_wanted_as_a_phrase_of_pairs_in_each_of_its_spellings(backend):
    [wanted] = query(backend, "こども")["bool"]["must"][0]["bool"]["must"]
    asked = [one["match_phrase"]["folded_text"] for one in wanted["bool"]["should"]]
    assert asked == [fold(word) for word in ("こども", "子ども", "子供")]
    assert wanted["bool"]["minimum_should_match"] == 1


def test_one_sign_is_looked_up_among_signs(backend):
    [wanted] = query(backend, "畑")["bool"]["must"][0]["bool"]["must"]
    assert wanted == {"match_phrase": {"folded_text.signs": "畑"}}


def test_words_for_themselves_and_titles_lift(backend):
    lifting = query(backend, "京都")["bool"]["should"]
    boosts = {name: said["boost"] for one in lifting for name, said in one["match_phrase"].items()}
    assert boosts["title"] > boosts["folded_title"] > boosts["text"]


def test_only_the_kind_that_is_searched_is_asked_for(backend):
    assert query(backend, "京都")["bool"]["filter"] == [{"term": {"_django_content_type": "cms.CasePage"}}]


def test_what_is_joined_stays_joined(backend):
    asked = query(backend, (PlainText("畑") | PlainText("寺")) & Not(PlainText("湖")))["bool"]["must"][0]
    either, without = asked["bool"]["must"]
    assert len(either["bool"]["should"]) == 2
    assert without["bool"]["must_not"][0]["bool"]["must"] == [{"match_phrase": {"folded_text.signs": "湖"}}]
    assert query(backend, "「」")["bool"]["must"] == [{"match_none": {}}]
    [title] = query(backend, "京都", fields=["title"])["bool"]["must"][0]["bool"]["must"]
    assert title == {"match_phrase": {"folded_title": "京都"}}


@pytest.mark.parametrize("typed", ['a"b', "%", "\x00", "🙂", "*", "{}", "あ" * 10_000, "\ud800"])
def test_whatever_is_typed_is_a_query(backend, typed):
    json.dumps(query(backend, typed)).encode()


def test_the_index_has_its_japanese_analyser_and_the_folded_text(backend):
    assert backend.settings["settings"]["analysis"]["tokenizer"]["words"]["type"] == "kuromoji_tokenizer"
    mapping = backend.mapping_class(CasePage).get_mapping()["properties"]
    for field in mapping.values():
        analyser = field.get("analyzer")
        assert analyser is None or analyser in SETTINGS["settings"]["analysis"]["analyzer"]
    page = case("ﾎﾞﾗﾝﾃｨｱの会", summary="あらまし")
    document = backend.mapping_class(CasePage).get_document(page)
    assert document["title"] == "ﾎﾞﾗﾝﾃｨｱの会"
    assert document["folded_title"] == fold("ボランティアの会")
    assert fold("あらまし") in document["folded_text"]
    assert {"cms.CasePage", "wagtailcore.Page"} <= set(document["_django_content_type"])


def test_hits_keep_their_order_and_what_may_not_be_seen_is_left_out(backend):
    one, locked, other = case("京都 一"), case("京都 二"), case("京都 三")
    lock(locked)
    backend.es.hits = [(other.pk, 3.0), (locked.pk, 2.0), (one.pk, 1.0), (999_999, 0.5)]
    seen = backend.search("京都", CasePage.objects.live().public())
    assert [page.title for page in seen[:20]] == ["京都 三", "京都 一"]
    assert seen.count() == 2
    assert [found.score for found in seen.ranked(20)] == [3.0, 1.0]
    assert backend.es.asked[0]["index"] == "wagtailcore_page"


def test_below_en_the_hit_of_a_translation_is_its_page_once_and_at_its_best_place(backend):
    page, other = case("京都 一"), case("京都 二")
    english, draft = translated(page, title="Kyoto"), translated(other, live=False, title="Kyoto, too")
    backend.es.hits = [(english.pk, 3.0), (draft.pk, 2.0), (page.pk, 1.0)]
    with translation.override("en"):
        seen = backend.search("kyoto", CasePage.objects.visible_to(None))
        assert [(found.pk, found.score) for found in seen.ranked(20)] == [(page.pk, 3.0)]
        backend.es.hits = [(english.pk, 3.0), (draft.pk, 2.0)]
        assert seen.count() == 1
    assert backend.search("kyoto", CasePage.objects.visible_to(None)).ranked(20) == []


def test_it_is_asked_in_portions_and_never_beyond_what_such_a_server_gives(backend):
    backend.es.hits = [(number, 1.0) for number in range(1, WINDOW + 50)]
    assert backend.search("京都", CasePage).count() == 0
    assert [one["from_"] + one["size"] for one in backend.es.asked][-1] == WINDOW


def test_everything_asks_no_server(backend):
    case("一つ")
    assert backend.search(MATCH_ALL, CasePage).count() == 1
    assert backend.es.asked == []
