"""The feed of the archive."""

from xml.etree import ElementTree

import pytest

from tests.factories.cms import lock
from tests.factories.newsletter import issue

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def test_public_issues_and_no_others(client):
    first, second = issue(number=1), issue(number=2)
    lock(second)
    feed = ElementTree.fromstring(client.get("/feeds/newsletter.atom").content)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == [first.full_title]
    assert "/feeds/newsletter.atom" in client.get("/newsletter/").text
