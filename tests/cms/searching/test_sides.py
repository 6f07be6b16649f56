"""Below /en/ a page is found by the words of its published translation, once, and there only."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page

from cms.models import CasePage, TextPage
from cms.searching import finding
from cms.searching.finding import Search
from cms.searching.meaning import meaning
from tests.factories.cms import case, lock, practice, translated
from tests.factories.members import prefecture

pytestmark = pytest.mark.django_db


def found(text: str, language: str = "en", **chosen) -> list[str]:
    with translation.override(language):
        search = Search(text, chosen)
        titles = [str(one) for _source, one in search.page(1)]
        assert search.total == len(titles)
    return titles


@pytest.fixture
def veranda(home):
    return case("縁側の家", summary="お茶を飲みます", slug="engawa", prefectures=["高知県"])


def begun(page, title: str) -> CasePage:
    """A translation as wagtail-localize leaves it before it is published."""
    draft = translated(page, live=False)
    draft.title = title
    draft.save()
    draft.save_revision()
    return draft


@pytest.mark.parametrize(
    "typed", ["Engawa", "engawa", "ENGAWA", "ｅｎｇａｗａ", "gaw", "g", "tea engawa", '"open engawa"']
)
def test_a_translated_page_is_found_by_its_english_words_as_japanese_ones_are(typed, veranda):
    translated(veranda, title="The open engawa", summary="Tea with neighbours")
    assert found(typed) == ["The open engawa"]
    assert found("engawa coffee") == []


def test_it_is_found_by_its_japanese_words_and_by_those_it_is_filed_under_too(veranda):
    translated(veranda, title="The open engawa")
    for typed in ("縁側", "お茶", "高知", "engawa 高知"):
        assert found(typed) == ["The open engawa"], typed


def test_what_nobody_translated_is_found_by_its_japanese_words(veranda):
    case("縁側の庭")
    translated(veranda, title="The open engawa")
    assert set(found("縁側")) == {"縁側の庭", "The open engawa"}


def test_who_reads_japanese_is_not_led_to_a_text_without_the_word(veranda):
    translated(veranda, title="The open engawa")
    assert found("engawa", "ja") == []
    assert found("縁側", "ja") == ["縁側の家"]


def test_a_word_for_itself_stands_above_a_part_of_another_and_titles_above_the_rest(home):
    for title, summary in (
        ("Art for all", "x"),
        ("Departments", "x"),
        ("Garden", "We make art"),
        ("Kitchen", "Parties"),
    ):
        translated(case(), title=title, summary=summary)
    assert found("art") == ["Art for all", "Garden", "Departments", "Kitchen"]


def test_pages_of_all_kinds_are_found(home):
    translated(TextPage.objects.get(slug="about"), title="About loneliness")
    translated(practice("取組"), title="Practice against loneliness")
    translated(case(), title="Case of loneliness")
    assert set(found("Loneliness")) == {"About loneliness", "Practice against loneliness", "Case of loneliness"}


def test_filters_and_their_numbers_are_those_of_the_original(veranda):
    translated(veranda, title="The open engawa")
    kochi, osaka = prefecture("高知県"), prefecture("大阪府")
    assert found("engawa", prefecture=[kochi.code]) == ["The open engawa"]
    veranda.prefectures.set([osaka])
    veranda.save()
    assert found("engawa", prefecture=[kochi.code]) == []
    facets = {facet.param: facet for facet in finding.facets()}
    with translation.override("en"):
        Search("engawa", {}).count(list(facets.values()))
    numbers = {param: {one.slug: one.count for one in facet.options if one.count} for param, facet in facets.items()}
    assert (numbers["kind"], numbers["prefecture"]) == ({"cases": 1}, {osaka.code: 1})


def test_a_draft_of_a_translation_is_found_by_nobody_until_it_is_published(veranda):
    english = begun(veranda, "The open engawa")
    assert Page.objects.search("engawa").count() == 1  # somebody could find it
    assert found("engawa") == []
    english.save_revision().publish()
    english.title = "The closed engawa"
    draft = english.save_revision()
    assert (found("open"), found("closed")) == (["The open engawa"], [])
    draft.publish()
    assert (found("open"), found("closed")) == ([], ["The closed engawa"])


def test_what_is_taken_back_or_deleted_is_found_by_its_japanese_words_only(veranda):
    english = translated(veranda, title="The open engawa")
    english.unpublish()
    assert (found("engawa"), found("縁側")) == ([], ["縁側の家"])
    english.refresh_from_db()
    english.save_revision().publish()
    assert found("engawa") == ["The open engawa"]
    CasePage.objects.get(pk=english.pk).delete()
    assert (found("engawa"), found("縁側")) == ([], ["縁側の家"])


def test_a_lock_or_a_withdrawal_of_the_page_holds_for_its_translation(veranda):
    translated(veranda, title="The open engawa")
    veranda.unpublish()
    assert found("engawa") == []
    veranda.save_revision().publish()
    assert found("engawa") == ["The open engawa"]
    lock(veranda.get_parent())
    assert found("engawa") == []


def test_an_index_that_is_made_anew_finds_the_same(veranda):
    translated(veranda, title="The open engawa")
    begun(case("下書き"), "A draft of an engawa")
    call_command("update_index", verbosity=0)
    assert (found("engawa"), found("engawa", "ja"), found("縁側")) == (["The open engawa"], [], ["The open engawa"])


def test_the_list_of_cases_finds_them_too(veranda):
    translated(veranda, title="The open engawa")
    for language, pages in (("en", [veranda]), ("ja", [])):
        with translation.override(language):
            assert list(CasePage.objects.originals().filter(meaning(CasePage)("engawa"))) == pages


def test_who_works_in_the_admin_finds_each_page_as_one_of_its_own(veranda):
    english = begun(veranda, "The open engawa")
    for language, pages in (("en", Page.objects), ("ja", Page.objects), ("ja", CasePage.objects)):
        with translation.override(language):
            assert [page.pk for page in pages.search("engawa")] == [english.pk]


def test_the_words_of_all_kinds_are_asked_for_in_one_question(veranda):
    def questions(language):
        with translation.override(language), CaptureQueriesContext(connection) as queries:
            Search("ひとり", {}).page(1)
        return len(queries)

    pages = [case("ひとり"), case("ひとりで"), practice("ひとりでも"), *TextPage.objects.originals()[:1]]
    pages[-1].text = "ひとりです"
    pages[-1].save()
    assert len(found("ひとり")) >= len(pages)
    for page in pages:
        translated(page, title=f"Alone {page.pk}")
    assert {f"Alone {page.pk}" for page in pages} <= set(found("ひとり"))
    assert questions("en") == questions("ja") + 1
