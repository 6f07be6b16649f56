"""The tree that an address leads into is the one that Wagtail would choose, and what lies under a lock is kept there."""

import pytest
from wagtail.models import Site

from cms.models import CaseIndexPage
from tests.factories.cms import case, lock, whole_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return whole_tree()


def test_one_site_answers_at_every_name(client, home):
    case("事例", slug="one")
    assert client.get("/cases/one/", headers={"host": "localhost"}).status_code == 200


def test_a_second_site_has_its_own_pages(client, home, settings):
    settings.ALLOWED_HOSTS = ["*"]
    case("事例", slug="one")
    other = home.copy(update_attrs={"slug": "other", "title": "もう一つ"}, recursive=False)
    Site.objects.create(hostname="other.test", port=80, root_page=other)
    assert client.get("/cases/one/", headers={"host": "other.test"}).status_code == 404
    assert client.get("/cases/one/", headers={"host": "localhost"}).status_code == 200


@pytest.mark.parametrize("kept_out", ["case", "index"])
def test_a_lock_on_a_case_or_above_it_is_asked_for(client, home, kept_out):
    page = case("事例", slug="one")
    lock(page if kept_out == "case" else CaseIndexPage.objects.get())
    assert client.get("/cases/one/").status_code == 302


def test_the_lock_of_what_an_alias_stands_for_counts_for_the_alias(client, home):
    source = case("もと", slug="source")
    alias = source.create_alias(update_slug="alias")
    assert client.get("/cases/alias/").status_code == 200
    lock(source)
    assert alias.alias_of_id == source.pk and client.get("/cases/alias/").status_code == 302
