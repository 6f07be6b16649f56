"""A public address has one language for everybody, one's own pages the one that was chosen; nothing is guessed."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect

from cms.models import CasePage, Enquiry
from config.language import lead_on
from members.language import PERSONAL
from members.templatetags import language
from salon.rooms.events import events_after
from tests.factories.cms import case, page_tree, practice
from tests.factories.members import FacilitatorFactory, OrganisationFactory, member_of
from tests.factories.newsletter import issue
from tests.factories.salon import gathering_in, key, kinki, topic_in

pytestmark = pytest.mark.django_db
COOKIE = settings.LANGUAGE_COOKIE_NAME
# Somebody's own, machines', or a file: these have one address
ONE_SIDED = re.compile(
    r"^/(?:salon|me|signin|signout|feeds|api|media|documents|static|mail|admin|language)/|\.ics$|/file/$"
)


@pytest.fixture
def home(db):
    return page_tree()


def read(client, address, **more) -> BeautifulSoup:
    response = client.get(address, **more)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def address_of(topic) -> str:
    return reverse("salon:topic", args=[topic.room.slug, topic.pk])


def english(client) -> Client:
    """As whoever pressed English."""
    client.cookies[COOKIE] = "en"
    return client


@pytest.fixture
def addresses(home):
    """Of a page of each kind that is public."""
    organisation = OrganisationFactory(name="大阪の団体", code="osaka")
    told = case("事例の題", organisation=organisation, tags=["畑"], body=[("need", {"text": "困っていた"})])
    card = practice("取組の題", organisation=organisation)
    meeting = gathering_in(kinki()[0], FacilitatorFactory(), is_public=True)
    letter = issue(number=1, title="お便りの題")
    pages = "/ /cases/ /practices/ /organisations/ /organisations/osaka/ /areas/ /about/ /join/ /contact/ /newsletter/"
    beside = "/near/?target=x /search/?q=題 /gatherings/ /resources/"
    return [*pages.split(), *beside.split(), told.url, card.url, letter.url, meeting.get_public_url()]


class TestPublicPages:
    def test_stand_in_both_languages_at_two_addresses(self, client, addresses):
        for address in addresses:
            here, there = read(client, address), read(client, f"/en{address}")
            assert (here.html["lang"], there.html["lang"]) == ("ja", "en"), address
            assert here.find("a", class_="skip").text == "本文へ"
            assert there.find("a", class_="skip").text == "Skip to the text"

    def test_are_the_same_whatever_somebody_chose_or_a_browser_prefers(self, client, addresses):
        for address in ("/cases/", "/en/cases/", "/search/", "/en/search/", "/resources/", "/gatherings/"):
            plain = client.get(address)
            theirs = english(Client()).get(address, headers={"Accept-Language": "en"})
            assert plain.content == theirs.content, address
            assert "cookie" not in theirs.get("Vary", "").lower()

    def test_lead_from_one_to_the_other_and_back_without_a_script(self, client, addresses):
        for address in addresses:
            here, there = read(client, address), read(client, f"/en{address}")
            ways = [[one["href"] for one in page.select(".language a")] for page in (here, there)]
            assert ways[0] == ways[1], address
            assert [client.get(way).status_code for way in ways[0]] == [200, 200]
            assert here.select_one(".language [aria-current]").text == "日本語"
            assert there.select_one(".language [aria-current]").text == "English"

    def test_keep_what_was_asked_when_the_language_is_changed(self, client, home):
        [_ja, en] = read(client, "/search/?q=畑").select(".language a")
        assert en["href"].startswith("/en/search/?q=")
        assert read(client, en["href"]).select_one("#q")["value"] == "畑"

    def test_tell_search_engines_of_each_other_and_are_each_their_own(self, client, addresses):
        for address in addresses:
            if address.startswith(("/search/", "/resources/")):
                continue  # not to be found by search engines; no canonical address
            path = address.partition("?")[0]
            for side in (path, f"/en{path}"):
                head = read(client, side).head
                assert head.find("link", rel="canonical")["href"] == settings.SITE_URL + side
                others = {one["hreflang"]: one["href"] for one in head.find_all("link", hreflang=True)}
                site = settings.SITE_URL
                assert others == {"ja": site + path, "en": f"{site}/en{path}", "x-default": site + path}, side

    def test_in_english_lead_on_to_english_pages(self, client, addresses):
        for address in addresses:
            page = read(client, f"/en{address}")
            ways = [one["href"] for one in page.find_all("a", href=True) if not one.has_attr("hreflang")]
            ways += [form["action"] for form in page.find_all("form", action=True)]
            ours = {way.partition("?")[0].partition("#")[0] for way in ways if way.startswith("/")}
            assert ours, address
            assert {way for way in ours if not way.startswith("/en/") and not ONE_SIDED.search(way)} == set(), address

    def test_in_english_say_which_words_are_japanese(self, client, addresses):
        page = read(client, f"/en{next(one for one in addresses if one.startswith('/cases/') and len(one) > 7)}")
        assert page.h1["lang"] == "ja"
        told = page.select_one(".case__part")
        # One text in one language, its headings too
        assert told["lang"] == "ja"
        assert "きっかけ・困りごと" in told.text

    def test_of_other_addresses_there_is_no_second_side(self, client, home):
        for address in ("/en/salon/", "/en/me/", "/en/feeds/cases.atom", "/en/sitemap.xml", "/en/api/"):
            assert client.get(address).status_code == 404, address
        assert "/en/" not in client.get("/sitemap.xml").text
        assert "hreflang" not in client.get("/offline/").text

    def test_that_are_not_there_say_so_in_their_language(self, client, home):
        assert 'lang="en"' in client.get("/en/nothing/").text
        assert 'lang="ja"' in client.get("/nothing/").text

    def test_in_english_say_the_same_of_a_page_that_is_not_saved_yet(self, client, home):
        """Whoever begins a page looks at its preview before it is stored anywhere."""
        page = CasePage(title="はじめの一行")
        with translation.override("en"):
            assert language.lang(page) == language.lang("ja") == ' lang="ja"'
            assert language.lang("en") == ""

    def test_of_what_has_one_side_there_is_no_second_whatever_was_typed(self, client, home):
        page = BeautifulSoup(client.get("/api/cases/%00/").content, "html.parser")
        assert page.select_one("main") and page.select_one(".language [hreflang=en]") is None

    def test_are_found_again_below_en_after_they_moved(self, client, home):
        Redirect.add_redirect("/cases/old/", redirect_to=case("引っ越した", slug="new-place"))
        answer = client.get("/en/cases/old/")
        assert (answer.status_code, answer["Location"]) == (301, "/en/cases/new-place/")
        assert client.get("/cases/old/")["Location"] == "/cases/new-place/"


class TestForms:
    def test_below_en_keep_what_was_typed_and_say_in_english_what_to_do(self, client, home):
        form = read(client, "/en/contact/").select_one("form.form")
        assert form["action"] == "/en/contact/"
        answer = client.post("/en/contact/", {"name": "山田", "body": "こんにちは"})
        page = BeautifulSoup(answer.content, "html.parser")
        assert (answer.status_code, page.html["lang"]) == (422, "en")
        assert page.select_one("[name=name]")["value"] == "山田"
        assert "Please" in page.select_one(".form").text

    def test_below_en_reach_the_secretariat_in_japanese(self, client, home, mailoutbox):
        told = {"name": "Jane", "email": "jane@example.org", "body": "Hello there.", "about": case("畑の会").pk}
        with translation.override("ja"):
            answer = client.post("/en/contact/", told)
        assert answer.status_code == 302, BeautifulSoup(answer.content, "html.parser").select_one("main").text
        assert "Thank you" in client.get("/en/contact/?sent=1").text
        assert Enquiry.objects.get().name == "Jane"

    def test_who_asks_about_a_case_in_english_comes_to_the_english_form(self, client, home):
        told = case("畑の会", organisation=OrganisationFactory())
        way = read(client, f"/en{told.url}").find("a", href=re.compile("/ask/"))["href"]
        assert client.get(way)["Location"] == f"/en/contact/?about={told.pk}"


class TestPagesOfOnesOwn:
    def test_are_japanese_until_somebody_chooses(self, client):
        client.force_login(member_of(OrganisationFactory()))
        assert 'lang="ja"' in client.get("/salon/", headers={"Accept-Language": "en"}).text

    def test_follow_the_choice_made_by_the_form(self, client):
        client.force_login(member_of(OrganisationFactory()))
        form = read(client, "/salon/?x=1").select_one("form.language")
        assert [one.text for one in form.find_all("button")] == ["日本語", "English"]
        sent = {"language": "en", "next": form.select_one("[name=next]")["value"]}
        answer = client.post(form["action"], sent)
        assert answer["Location"] == "/salon/?x=1"
        assert client.cookies[COOKIE]["samesite"] == "Lax"
        assert read(client, "/salon/").html["lang"] == "en"
        assert read(client, "/me/").html["lang"] == "en"
        client.post(form["action"], sent | {"language": "ja"})
        assert read(client, "/salon/").html["lang"] == "ja"

    def test_lead_nowhere_else_after_the_choice(self, client):
        answer = client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
        assert answer["Location"] == "/en/"

    def test_do_not_believe_in_languages_that_there_are_not(self, client):
        client.cookies[COOKIE] = "../fr"
        assert 'lang="ja"' in client.get("/signin/").text

    def test_the_admin_keeps_to_the_language_of_the_person(self, client):
        client.force_login(FacilitatorFactory(is_editor=True))
        assert 'lang="ja"' in english(client).get("/admin/").text


class TestOneRoomOneLanguage:
    def test_who_posts_in_english_sends_japanese_to_the_room(self, client):
        here, one, two = kinki()
        topic = topic_in(here, one)
        english(client).force_login(two)
        said = {"key": key(), "body": "Hello"}
        assert client.post(address_of(topic), said).status_code == 302
        after = here.last_seq
        with translation.override("en"):
            theirs = events_after(here.pk, after)
        with translation.override("ja"):
            assert theirs == events_after(here.pk, after)
        assert "こたえる" in theirs[0]["html"]
        assert "月" in theirs[0]["at"]

    def test_an_english_page_shows_messages_as_the_room_gets_them(self, client):
        here, one, _two = kinki()
        topic = topic_in(here, one)
        client.force_login(one)
        ours = read(client, address_of(topic)).select_one(".thread").decode_contents()
        thread = read(english(client), address_of(topic)).select_one(".thread")
        assert thread["lang"] == "ja"
        assert thread.decode_contents() == ours

    def test_what_an_english_reader_causes_is_stored_in_japanese(self):
        here, _one, _two = kinki()
        with translation.override("en"):
            meeting = gathering_in(here, FacilitatorFactory())
        assert "集いを開きます。" in meeting.topic.messages.get().text


class TestTheAddresses:
    def test_no_address_with_two_sides_is_somebody_s_own(self):
        both = [one for one in get_resolver().url_patterns if isinstance(one.pattern, LocalePrefixPattern)]
        assert len(both) == 1
        for route in routes(both[0], "/"):
            assert not route.startswith(PERSONAL), route


def routes(resolver: URLResolver, before: str):
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, here)
        else:
            yield here


class TestLeadOn:
    def answer(self, html, **headers):
        response = HttpResponse(html, **headers)
        with translation.override("en"):
            lead_on(response)
        return response

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ('<a href="/cases/?a=1&amp;b=2#c">', '<a href="/en/cases/?a=1&amp;b=2#c">'),
            ('<a class="x" href="/">', '<a class="x" href="/en/">'),
            ('<form method="get" action="/near/">', '<form method="get" action="/en/near/">'),
            ('<a href="/salon/rooms/x/">', '<a href="/salon/rooms/x/">'),
            ('<a href="/documents/1/x.pdf">', '<a href="/documents/1/x.pdf">'),
            ('<a href="//elsewhere.example/cases/">', '<a href="//elsewhere.example/cases/">'),
            ('<a href="https://elsewhere.example/cases/">', '<a href="https://elsewhere.example/cases/">'),
            ('<a href="/cases/" hreflang="ja">', '<a href="/cases/" hreflang="ja">'),
            ('<a href="/en/cases/">', '<a href="/en/cases/">'),
            ('<link href="/cases/">', '<link href="/cases/">'),
            ("&lt;a href=&quot;/cases/&quot;&gt;", "&lt;a href=&quot;/cases/&quot;&gt;"),
        ],
    )
    def test_changes_links_to_what_has_an_english_side_and_nothing_else(self, before, after):
        assert self.answer(before).text == after

    def test_keeps_the_length_true(self):
        response = self.answer('<a href="/cases/">', headers={"Content-Length": "18"})
        assert response["Content-Length"] == str(len(response.content))

    def test_leaves_alone_what_is_no_page(self):
        told = '{"html": "<a href="/cases/">"}'
        assert self.answer(told, content_type="application/json").text == told
        stream = StreamingHttpResponse([b'<a href="/cases/">'])
        with translation.override("en"):
            lead_on(stream)
        assert b"".join(stream) == b'<a href="/cases/">'
