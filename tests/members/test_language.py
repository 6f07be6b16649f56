"""Each public address has another side, and what is one's own has none."""

import threading

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from members import language
from members.language import beside, in_japanese

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "path", ["/", "/cases/", "/cases/畑の会/", "/search/", "/gatherings/", "/resources/", "/ask/5/"]
)
def test_a_public_address_has_an_english_side_and_leads_back(path):
    assert beside(beside(path, "en"), "ja") == beside(path, "ja")
    assert beside(path, "en").startswith("/en/")
    assert beside(beside(path, "en"), "en") == beside(path, "en")


@pytest.mark.parametrize(
    "path", ["/salon/", "/me/", "/signin/", "/feeds/cases.atom", "/gatherings/calendar.ics", "/admin/"]
)
def test_any_other_address_stays_what_it_is(path):
    assert beside(path, "en") == beside(path, "ja") == path


def test_an_address_keeps_what_stands_around_its_path():
    whole = f"{settings.SITE_URL}/search/?q=a%20b&page=2#results"
    assert beside(whole, "en") == f"{settings.SITE_URL}/en/search/?q=a%20b&page=2#results"


def test_the_language_of_an_address_is_what_it_begins_with():
    assert [language.of_path(path) for path in ("/en/", "/en/cases/", "/", "/english/", "/cases/en/")] == [
        "en",
        "en",
        "ja",
        "ja",
        "ja",
    ]


def test_what_others_read_is_written_in_japanese_and_the_writer_goes_on_in_their_own_language():
    write = in_japanese(lambda: gettext("事例"))
    with translation.override("en"):
        assert (write(), gettext("事例")) == ("事例", "Case study")


def test_two_who_write_at_once_do_not_change_each_other_s_language():
    inside, may_go_on = threading.Event(), threading.Event()

    @in_japanese
    def slowly():
        inside.set()
        may_go_on.wait(5)

    def english():
        with translation.override("en"):
            slowly()
            seen.append(translation.get_language())

    seen: list[str | None] = []
    first = threading.Thread(target=english)
    first.start()
    inside.wait(5)
    with translation.override("ja"):
        in_japanese(lambda: None)()
    may_go_on.set()
    first.join()
    assert seen == ["en"]
