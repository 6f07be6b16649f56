"""What is rendered is kept once for each state, and what was never rendered is named."""

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from members.mail import sheet
from scripts.markup import kept
from scripts.markup.keeping import Keeper, watch
from tests.factories.members import AdministratorFactory

TEMPLATES = settings.BASE_DIR / "templates"


@pytest.fixture
def keeper(tmp_path, monkeypatch):
    keeper = Keeper(tmp_path)
    watch(keeper, monkeypatch)
    return keeper


def names(keeper):
    return sorted(one.template for one in kept.read(keeper.folder))


@pytest.mark.once
def test_a_state_is_kept_once(keeper):
    for words in ("あ", "い", "う"):
        render_to_string("components/notice.html", {"text": words})
    assert names(keeper) == ["components/notice.html"]
    render_to_string("components/notice.html", {"text": "あ", "kind": "error"})
    assert names(keeper) == ["components/notice.html"] * 2


def test_a_page_is_kept_whole(keeper, client, db):
    answer = client.get("/no-such-page/")
    (page,) = kept.read(keeper.folder)
    assert (page.template, page.is_document) == ("404.html", True)
    assert page.html.startswith(answer.content.decode())
    assert "test_a_page_is_kept_whole" in page.test


@pytest.mark.once
def test_a_mail_is_kept(keeper):
    sheet.html_of("件名", [sheet.words("本文")])
    (mail,) = kept.read(keeper.folder)
    assert (mail.template, mail.is_mail, mail.is_document) == ("mail/sheet.html", True, True)


@pytest.mark.once
def test_a_piece_gets_a_page_around_it(keeper):
    render_to_string("salon/quote.html", {"quoted": None})
    (piece,) = kept.read(keeper.folder)
    assert not piece.is_document
    assert piece.document.startswith("<!doctype html>") and piece.html in piece.document


def test_of_a_page_of_wagtails_only_ours_counts(keeper, client, db):
    client.force_login(AdministratorFactory())
    client.get("/admin/")
    client.get("/admin/reports/locked/")  # brings nothing of ours that the first page has not
    (page,) = kept.read(keeper.folder)
    assert page.is_framed and page.ours(page.html.index("start-waiting")) and not page.ours(page.html.index("<body"))


@pytest.mark.once
def test_of_two_workers_the_fewest_that_show_everything_are_looked_at(tmp_path):
    for worker, html in (("gw0", "<p>あ</p>"), ("gw0", "<p>い</p><hr>"), ("gw1", "<p>う</p>")):
        (tmp_path / f"a--b-{worker}-{len(html)}.html").write_text(html)
    assert [one.html for one in kept.telling(kept.read(tmp_path))] == ["<p>い</p><hr>"]


@pytest.mark.once
def test_what_people_wrote_can_be_long(tmp_path):
    (tmp_path / "a-gw0-1.html").write_text("<p>zq-name-own-qz さん</p>")
    (page,) = kept.read(tmp_path)
    assert "nameown" * 8 in page.lengthened and "zq-" not in page.lengthened


def test_what_only_stands_inside_is_rendered_too(keeper, client, db):
    client.get("/no-such-page/")
    keeper.close()
    never = kept.never_rendered(keeper.folder, TEMPLATES)
    assert not {"404.html", "base.html", "components/site_nav.html"} & set(never)
    assert "salon/room.html" in never
