"""A translation lends its words to a page, and is nothing besides: no second case, no second address, no way around a lock."""

import json

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms import areas, casework, feeds, near
from cms.models import CaseIndexPage, CasePage, HomePage, PracticePage, TextPage
from cms.models.translations import say, words
from cms.practices import growing
from cms.site import create
from members.models import Cohort
from members.roles import set_up_groups
from newsletter.models import NewsletterPage
from salon.quoting import asking
from tests.factories.cms import case, lock, practice, translated
from tests.factories.members import EditorFactory, OrganisationFactory, PersonFactory
from tests.factories.newsletter import issue

pytestmark = pytest.mark.django_db


def soup(client, address) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def heading(client, address):
    found = soup(client, address).h1
    return found.text, found.get("lang")


@pytest.fixture
def garden(home):
    return case(
        "畑の会",
        summary="畑で会います",
        slug="hatake",
        organisation=OrganisationFactory(name="大阪の団体"),
        target_groups=["高齢の方"],
        prefectures=["大阪府"],
        body=[("need", {"text": "ひとりだった"})],
    )


class TestAPage:
    def test_is_shown_in_the_words_of_its_translation_at_its_own_address_below_en(self, client, garden):
        body = [("need", {"text": "Alone all day"})]
        english = translated(garden, title="The garden", summary="We meet there")
        english.body = english.body.stream_block.to_python([{"type": kind, "value": value} for kind, value in body])
        english.save_revision().publish()
        page = soup(client, "/en/cases/hatake/")
        assert (page.h1.text, page.h1.get("lang")) == ("The garden", None)
        part = page.select_one(".case__part")
        assert "Alone all day" in part.text and "How it began" in part.h2.text and part.get("lang") is None
        # What it is filed under is that of the original
        assert "大阪府" in page.select_one(".case__facts").text
        told = json.loads(page.find("script", type="application/ld+json").text)
        assert (told["inLanguage"], told["mainEntityOfPage"]) == ("en", f"{settings.SITE_URL}/en/cases/hatake/")
        assert heading(client, "/cases/hatake/") == ("畑の会", None)

    @pytest.mark.parametrize(("title", "said"), [("", ("2025 cohort", None)), ("はじめの年", ("はじめの年", "ja"))])
    def test_a_year_is_said_in_english_and_its_name_as_it_was_written(self, client, garden, title, said):
        garden.cohort = Cohort.objects.create(year=2025, title=title)
        garden.save()
        facts = soup(client, "/en/cases/hatake/").select(".case__facts dd")
        assert said in [(one.text, one.get("lang")) for one in facts]

    def test_without_a_translation_is_shown_in_japanese(self, client, garden):
        other = case("ほかの会", slug="hoka")
        translated(garden, title="The garden")
        assert heading(client, f"/en{other.url}") == ("ほかの会", "ja")

    def test_shows_no_draft_of_a_translation(self, client, garden):
        english = translated(garden, live=False, title="Nobody reads this")
        assert heading(client, "/en/cases/hatake/") == ("畑の会", "ja")
        english.title = "The garden"
        english.save_revision().publish()
        english.title = "Nobody reads this either"
        english.save_revision()
        assert heading(client, "/en/cases/hatake/")[0] == "The garden"
        assert "Nobody" not in client.get("/en/cases/").text

    def test_goes_in_both_languages_when_the_original_is_locked_or_taken_back(self, client, garden):
        translated(garden, title="The garden")
        garden.unpublish()
        assert client.get("/en/cases/hatake/").status_code == 404
        garden.save_revision().publish()
        assert heading(client, "/en/cases/hatake/")[0] == "The garden"
        lock(garden)
        assert client.get("/en/cases/hatake/").status_code == 302
        assert "The garden" not in client.get("/en/cases/").text

    def test_comes_back_in_japanese_when_its_translation_is_taken_back(self, client, garden):
        english = translated(garden, title="The garden")
        english.unpublish()
        assert heading(client, "/en/cases/hatake/") == ("畑の会", "ja")

    def test_of_each_kind_can_be_translated(self, client, home):
        about = TextPage.objects.get(slug="about")
        translated(about, title="About us", text="<p>We are a network.</p>")
        translated(HomePage.objects.originals().get(), headline="Nobody alone")
        card = practice("取組の題", slug="torikumi")
        translated(card, title="What we do")
        letter = issue(number=3, title="春")
        translated(letter, title="Spring")
        assert heading(client, "/en/about/") == ("About us", None)
        assert heading(client, "/en/") == ("Nobody alone", None)
        assert heading(client, "/en/practices/torikumi/") == ("What we do", None)
        assert heading(client, f"/en{letter.url}")[1] is None
        assert "Spring" in client.get("/en/").text
        assert "Spring" not in client.get("/").text


class TestOnce:
    def test_each_case_stands_once_wherever_cases_are_counted(self, client, garden):
        def counted():
            shown = casework.public().count(), casework.counted().count()
            numbers = [
                (place.name, place.cases) for region in areas.regions() for place in region.places if place.cases
            ]
            table = [(row.target.name, [n for _b, n in row.numbers]) for row in areas.coverage(of_cases=True)]
            feed = feeds.of_cases("/feeds/cases.atom").count("<entry>")
            return shown, numbers, table, feed, near.nearest({"prefecture": ["27"]}).__len__()

        before = (
            counted(),
            client.get("/cases/").content,
            client.get("/sitemap.xml").content,
            client.get("/api/cases/").content,
        )
        assert b"hatake" in before[2]
        translated(garden, title="The garden")
        assert CasePage.objects.count() == 2 and CaseIndexPage.objects.count() == 2 and HomePage.objects.count() == 2
        after = (
            counted(),
            client.get("/cases/").content,
            client.get("/sitemap.xml").content,
            client.get("/api/cases/").content,
        )
        assert after == before
        assert len(soup(client, "/en/cases/").select(".card")) == 1

    def test_is_found_once_and_offered_once(self, client, garden):
        translated(garden)
        assert len(soup(client, "/search/?q=畑").select(".hits li")) == 1
        assert len(soup(client, "/en/search/?q=畑").select(".hits li")) == 1
        assert len(asking.pages()) == 1

    def test_lists_in_english_take_the_words_of_all_cards_in_one_question(self, client, garden):
        translated(garden, title="The garden", summary="We meet")
        for number in range(5):
            case(f"会{number}")
        with CaptureQueriesContext(connection) as queries:
            page = soup(client, "/en/cases/")
        cards = {card.a.text: card.a.get("lang") for card in page.select(".card")}
        assert cards == {"The garden": None} | {f"会{number}": "ja" for number in range(5)}
        # That of the list itself, and of all its cards
        assert sum("translation_key" in one["sql"] and "IN (" in one["sql"] for one in queries) == 2
        assert page.select_one(".card a")["href"].startswith("/en/cases/")

    def test_what_there_is_one_of_stays_the_one(self, client, garden):
        before = HomePage.objects.get(), CaseIndexPage.objects.get()
        translated(garden)
        translated(practice("取組"))
        create()
        assert (HomePage.objects.originals().get(), CaseIndexPage.objects.originals().get()) == before
        grown = growing.grow(practice("育てる"), EditorFactory())
        assert grown.get_parent().specific == before[1]
        assert client.get(reverse("site:ask", args=[garden.pk])).headers["Location"].startswith("/contact/")

    def test_an_issue_and_its_translation_have_one_number(self, home):
        english = translated(issue(number=3), title="Spring")
        english.full_clean()
        assert NewsletterPage.objects.visible_to(AnonymousUser()).count() == 1


class TestAddresses:
    def test_that_of_a_translation_is_the_original_s_below_en_whatever_its_slug(self, garden):
        english = translated(garden, slug="garden")
        assert english.url == "/en/cases/hatake/"
        assert english.full_url == f"{settings.SITE_URL}/en/cases/hatake/"
        assert garden.url == "/cases/hatake/"

    def test_follow_the_original_when_it_moves(self, client, garden):
        english = translated(garden, title="The garden")
        garden.slug = "hatake-no-kai"
        garden.save_revision().publish()
        assert heading(client, "/en/cases/hatake-no-kai/")[0] == "The garden"
        assert CasePage.objects.get(pk=english.pk).url == "/en/cases/hatake-no-kai/"

    def test_the_other_tree_has_none_of_its_own(self, client, garden):
        english = translated(garden, slug="garden")
        for address in ("/en/cases/garden/", "/tsunagari-en/", "/en/tsunagari-en/", "/cases/garden/"):
            assert client.get(address).status_code == 404, address
        assert english.get_parent().slug == "cases"

    def test_a_page_is_begun_in_japanese(self, garden):
        english = translated(garden)
        assert not CasePage.can_create_at(english.get_parent())
        assert CasePage.can_create_at(garden.get_parent())


class TestWords:
    def test_are_what_is_lent_and_nothing_that_decides(self, home):
        assert {"title", "summary", "body", "picture_alt", "search_description"} <= words(CasePage)
        assert not words(CasePage) & {
            "slug",
            "organisation",
            "approver_name",
            "approver_address",
            "corrections",
            "tags",
        }

    def test_are_not_fetched_where_a_card_does_not_need_them(self, garden):
        translated(garden, title="The garden")
        [found] = casework.for_cards(casework.public())
        with translation.override("en"):
            say([found])
        assert found.title == "The garden"
        assert "body" in found.get_deferred_fields()

    def test_of_pages_of_several_kinds_are_asked_for_in_one_question(self, garden, django_assert_num_queries):
        translated(garden, title="The garden", summary="We meet")
        translated(practice("取組"), title="What we do")
        [story], [card] = casework.for_cards(casework.public()), PracticePage.objects.originals()
        organisation = garden.organisation
        with translation.override("en"), django_assert_num_queries(1) as asked:
            say([story, card, organisation])
            assert (story.title, story.summary, card.title) == ("The garden", "We meet", "What we do")
        # A card shows none of it
        assert '"body"' not in asked.captured_queries[0]["sql"]
        with translation.override("en"), django_assert_num_queries(0):
            say([organisation])

    def test_cost_nothing_in_japanese(self, garden, django_assert_num_queries):
        with translation.override("ja"), django_assert_num_queries(0):
            say([garden])


class TestEditors:
    @pytest.fixture
    def editor(self, client, home):
        set_up_groups()
        person = EditorFactory()
        client.force_login(person)
        return person

    def test_translate_a_page_and_publish_it(self, client, editor, garden, django_capture_on_commit_callbacks):
        english = Locale.objects.get(language_code="en")
        submit = reverse("wagtail_localize:submit_page_translation", args=[garden.pk])
        assert submit in client.get(reverse("wagtailadmin_pages:edit", args=[garden.pk])).text
        assert client.get(submit).status_code == 200
        assert client.post(submit, {"locales": [english.pk]}).status_code == 302
        made = CasePage.objects.get(locale=english)
        # Begun only: nobody reads it yet
        assert not made.live
        edit = reverse("wagtailadmin_pages:edit", args=[made.pk])
        shown = client.get(edit)
        assert shown.status_code == 200
        assert "approver" not in shown.text
        work = Translation.objects.get()
        for segment in StringSegment.objects.filter(source=work.source):
            address = reverse("wagtail_localize:edit_string_translation", args=[work.pk, segment.pk])
            typed = {"data": "value=Words", "content_type": "application/x-www-form-urlencoded"}
            assert client.put(address, **typed).status_code == 201
        assert StringTranslation.objects.exists()
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(edit, {"action": "publish"}).status_code == 302
        assert heading(client, "/en/cases/hatake/") == ("Words", None)
        assert heading(client, "/cases/hatake/") == ("畑の会", None)

    def test_see_a_draft_of_it_before(self, client, editor, garden):
        english = translated(garden, live=False, title="The garden")
        answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[english.pk]))
        page = BeautifulSoup(answer.content, "html.parser")
        assert (page.html["lang"], page.h1.text, page.h1.get("lang")) == ("en", "The garden", None)

    def test_find_each_case_once_in_their_list_and_take_it_out_once(self, client, editor, garden):
        translated(garden)
        assert client.get(reverse("cases:index") + "?export=csv").getvalue().decode().count("/cases/hatake/") == 1

    def test_are_offered_no_machine(self, client, editor, garden):
        english = Locale.objects.get(language_code="en")
        client.post(reverse("wagtail_localize:submit_page_translation", args=[garden.pk]), {"locales": [english.pk]})
        made = CasePage.objects.get(locale=english)
        text = client.get(reverse("wagtailadmin_pages:edit", args=[made.pk])).text
        assert not hasattr(settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR")
        assert '"machineTranslator": null' in text or "machineTranslator&quot;: null" in text

    def test_nobody_else_translates(self, client, home, garden):
        client.force_login(PersonFactory(is_facilitator=True))
        answer = client.get(reverse("wagtail_localize:submit_page_translation", args=[garden.pk]))
        assert answer.status_code in (302, 403)
        assert not Translation.objects.exists()
