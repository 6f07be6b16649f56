"""What a new installation starts with."""

import pytest
from wagtail.models import Page, Site

from cms import site
from cms.models import HomePage

pytestmark = pytest.mark.django_db
PATHS = ["/", "/cases/", "/organisations/", "/about/", "/join/", "/contact/", "/privacy/", "/terms/"]


@pytest.fixture
def newborn():
    """What Wagtail's migrations leave: a root, a welcome page, and the site that shows it."""
    HomePage.objects.get().delete()
    welcome = Page.objects.get(depth=1).add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)


def test_every_page_is_there_and_wagtails_own_is_gone(client, newborn):
    site.create()
    for path in PATHS:
        assert client.get(path).status_code == 200
    assert Site.objects.get(is_default_site=True).root_page.slug == "tsunagari"
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_a_second_call_changes_nothing(client):
    home = site.create()
    page = Page.objects.get(slug="about").specific
    page.text = "<p>事務局が直した文</p>"
    page.save_revision().publish()
    count = Page.objects.count()
    assert site.create().pk == home.pk
    assert Page.objects.count() == count
    assert "事務局が直した文" in client.get("/about/").text


def test_a_missing_page_comes_back():
    site.create()
    Page.objects.get(slug="terms").delete()
    site.create()
    assert Page.objects.filter(slug="terms", live=True).exists()
