"""Feeds: what is new and public, in Atom, under addresses that stay."""

import re
from xml.etree import ElementTree

import pytest

from tests.factories.cms import case, lock, practice
from tests.factories.members import OrganisationFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200 and response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def test_cases_come_newest_first_with_whose_they_are(client, home, settings):
    case("古い")
    case(
        "新しい <b>",
        summary="10 < 20",
        organisation=OrganisationFactory(name="ある団体"),
        target_groups=["高齢者"],
        slug="new",
    )
    lock(case("ないしょ"))
    case("下書き", live=False)
    feed = read(client, "/feeds/cases.atom")
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["新しい <b>", "古い"]
    new = entries[0]
    summary = new.find(f"{ATOM}summary")
    assert (summary.get("type"), summary.text) == ("html", "10 &lt; 20")
    assert new.findtext(f"{ATOM}id") == f"{settings.SITE_URL}/cases/new/" == new.find(f"{ATOM}link").get("href")
    assert new.findtext(f"{ATOM}author/{ATOM}name") == "ある団体"
    assert new.find(f"{ATOM}category").get("term") == "高齢者"
    assert new.findtext(f"{ATOM}updated") and new.findtext(f"{ATOM}published")
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == [f"{settings.SITE_URL}/feeds/cases.atom"]


def test_practices_have_their_own(client, home):
    practice("古い")
    practice("新しい", organisation=OrganisationFactory(name="ある団体"))
    practice("送ったばかり", live=False)
    entries = read(client, "/feeds/practices.atom").findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["新しい", "古い"]
    assert entries[0].findtext(f"{ATOM}author/{ATOM}name") == "ある団体"


@pytest.mark.parametrize("kind", ["cases", "practices"])
def test_pages_say_where_their_feed_is(client, home, kind):
    link = rf'<link rel="alternate" type="application/atom\+xml"[^>]*href="/feeds/{kind}.atom">'
    assert re.search(link, client.get(f"/{kind}/").text)
