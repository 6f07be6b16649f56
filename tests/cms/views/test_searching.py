"""さがす is a page for everybody: without script, with what was found marked, and with a way on where nothing was."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.models import CasePage
from tests.factories.cms import case, translated
from tests.factories.members import TargetGroupFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("site:search")


def page(client, **asked) -> BeautifulSoup:
    answer = client.get(PAGE, asked)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def hits(soup) -> list[str]:
    return [one.get_text(strip=True) for one in soup.select(".hits h3")]


@pytest.fixture
def cases(home):
    case(
        "子ども食堂をひらく", summary="みんなで食べます", body=[("quote", {"text": "こどもが笑う", "who": "近所の方"})]
    )
    case("散歩の会", summary="<b>歩きます</b>")


def test_what_was_found_is_shown_with_its_words_marked_also_in_another_spelling(cases, client):
    soup = page(client, q="こども")
    assert hits(soup) == ["子ども食堂をひらく"]
    assert [one.text for one in soup.select(".hits mark")] == ["子ども", "こども"]


def test_nothing_of_a_text_becomes_markup(cases, client):
    soup = page(client, q="歩き")
    assert hits(soup) == ["散歩の会"]
    assert not soup.select(".hits b")
    assert "<b>" in soup.select_one(".hits li").text


def test_the_header_of_public_pages_leads_here(cases, client):
    form = BeautifulSoup(client.get("/cases/").content, "html.parser").select_one("form.site-search")
    assert form["action"] == PAGE
    assert form.select_one("label")["for"] == form.select_one("input")["id"]


def test_filters_are_offered_with_numbers_and_keep_what_was_chosen(cases, client):
    group = TargetGroupFactory(name="高齢の方", slug="elders")
    case("茶話会", target_groups=["高齢の方"])
    soup = page(client, q="会", target="elders")
    assert hits(soup) == ["茶話会"]
    assert soup.select_one("input[name=target][value=elders]").has_attr("checked")
    assert "（1）" in soup.select_one("input[name=target][value=elders]").parent.text
    assert soup.select_one("input[name=q]")["value"] == "会"
    assert group.slug == "elders"


def test_where_nothing_is_found_there_are_ways_on(cases, client):
    soup = page(client, q="どこにもない 散歩")
    assert "見つかりませんでした" in soup.main.text
    links = {one["href"] for one in soup.select("main a")}
    assert {"/cases/", "/organisations/", "/contact/"} <= links
    assert any("q=%E6%95%A3%E6%AD%A9" in link for link in links)  # one word less


def test_who_searches_for_nothing_is_told_to_type_something(cases, client):
    assert "さがす言葉を入れてから" in page(client, q=" ").main.text
    assert "さがす言葉を入れてから" not in page(client).main.text
    assert hits(page(client)) == []


def test_a_condition_that_makes_no_sense_is_said_and_left_out(cases, client):
    soup = page(client, q="散歩", kind="songs", page="99")
    assert hits(soup) == ["散歩の会"]
    assert "songs" in soup.select_one(".notice").text
    assert "そのページはありません" in soup.select_one(".notice").text


@pytest.mark.parametrize(
    "query", ['a"b', "%", "_", "<script>", "あ" * 10_000, "🙂", "「」", "\u200b", "' OR 1=1 --", "*", "・"]
)
def test_whatever_is_typed_has_an_answer(query, cases, client):
    answer = client.get(PAGE, {"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert client.get(reverse("site:suggestions"), {"q": query}).status_code == 200


@pytest.mark.parametrize("query", ["%00", "%ED%A0%80", "%FF"])
def test_what_is_no_text_is_answered_in_words(query, cases, client):
    assert client.get(f"{PAGE}?q={query}").status_code in (200, 400)


def test_it_is_the_same_for_everybody_and_sent_again_only_when_changed(cases, client):
    first = client.get(PAGE, {"q": "散歩"})
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" not in first.get("Vary", "")
    assert client.get(PAGE, {"q": "散歩"}, headers={"if-none-match": first["ETag"]}).status_code == 304


def english(client, **asked) -> BeautifulSoup:
    return BeautifulSoup(client.get(f"/en{PAGE}", asked).content, "html.parser")


def test_below_en_a_translation_is_shown_in_english_and_what_has_none_in_japanese(cases, client):
    page_in_english = translated(CasePage.objects.get(title="散歩の会"), title="A walk", summary="We walk by the river")
    [hit] = english(client, q="Walk").select(".hits li")
    assert (hit.a.text, hit.a["href"], hit.a.get("lang")) == ("A walk", f"/en{page_in_english.original.url}", None)
    assert [one.text for one in hit.select("mark")] == ["walk", "walk"]
    assert "We walk by the river" in hit.text
    [hit] = english(client, q="こども").select(".hits li")
    assert (hit.a.text, hit.a["lang"], hit.select("p")[-1]["lang"]) == ("子ども食堂をひらく", "ja", "ja")


def test_a_word_in_the_other_language_only_shows_the_beginning_of_what_is_read(cases, client):
    filed = case("散歩の仲間", prefectures=["高知県"])
    translated(CasePage.objects.get(title="散歩の会"), title="A walk", summary="We walk by the river")
    translated(filed, title="Friends", summary="On Sundays")
    assert "On Sundays" in english(client, q="高知").select_one(".hits li").text
    filed.delete()
    [hit] = english(client, q="散歩").select(".hits li")
    assert "We walk by the river" in hit.text and "散歩" not in hit.text
    assert not hit.select("mark")
    [hit] = page(client, q="散歩").select(".hits li")
    assert "walk" not in hit.text
    assert hits(page(client, q="walk")) == []


def test_suggestions_are_words_with_a_note(cases, client):
    answer = client.get(reverse("site:suggestions"), {"q": "散歩"})
    assert json.loads(answer.content) == {"suggestions": [{"words": "散歩の会", "note": "事例"}]}


def test_the_number_of_questions_does_not_grow_with_what_is_found(cases, client, django_assert_max_num_queries):
    for number in range(25):
        case(f"農園{number}")
    with django_assert_max_num_queries(60):
        client.get(PAGE, {"q": "農園"})
