"""The form of a case helps to write plain Japanese; readings are kept with each draft and shown to everybody."""

import json
import re

import pytest
from django.core.exceptions import ValidationError

from cms.models import CasePage
from cms.plain import words
from tests.factories.cms import case
from tests.factories.members import EditorFactory

pytestmark = pytest.mark.django_db


def published(client, **fields):
    page = case("縁側の朝", summary="お茶を飲みます。", **fields)
    page.save_revision().publish()
    return CasePage.objects.get(pk=page.pk)


def test_a_draft_has_readings_and_a_published_page_keeps_them(home):
    page = case("縁側の朝", live=False)
    revision = page.save_revision()
    assert "えんがわ" in revision.as_object().title_read
    assert CasePage.objects.get(pk=page.pk).title_read == "縁側の朝"
    revision.publish()
    assert "えんがわ" in CasePage.objects.get(pk=page.pk).title_read


def test_a_correction_holds_when_the_text_changes(home):
    page = case("縁側の朝", corrections="縁側《ふちがわ》")
    page.save_revision()
    page.title = "新しい縁側"
    assert "ふちがわ" in page.save_revision().as_object().title_read


def test_a_changed_title_has_no_readings_of_the_old_one(home):
    page = case("縁側の朝")
    page.save_revision()
    page.title = "庭の朝"
    assert page.title_read == "庭の朝"


def test_a_correction_that_cannot_be_read_is_said_at_its_field(home):
    page = case("縁側の朝")
    page.corrections = "縁側（えんがわ）"
    with pytest.raises(ValidationError) as fault:
        page.full_clean()
    assert list(fault.value.message_dict) == ["corrections"]


def test_readers_get_readings_and_no_reader_wakes_the_analyser(client, home, monkeypatch):
    page = published(client)
    monkeypatch.setattr(words, "_tokenizer", lambda: pytest.fail("the analyser in a public request"))
    for path in (page.url, "/cases/", "/"):
        text = client.get(path).text
        assert '<rt aria-hidden="true">えんがわ</rt>' in text, path
        assert text.count('id="furigana"') == 1, path
    assert 'id="furigana"' not in client.get(case("あさ").url).text


def test_machines_and_the_search_get_the_text_without_readings(client, home):
    page = published(client)
    head, body = client.get(page.url).text.split("</head>")
    assert "えんがわ" not in head and "えんがわ" in body
    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    assert json.loads(told)["headline"] == "縁側の朝"
    searched = {field.field_name for field in CasePage.get_search_fields()}
    assert {"title", "summary"} <= searched and not {"readings", "corrections"} & searched
    assert page.title == "縁側の朝"


def test_no_markup_gets_through_a_title(client, home):
    page = case("<i>縁側</i>", summary="<script>朝</script>")
    page.save_revision().publish()
    text = client.get(page.url).text
    assert "<i>" not in text and "<script>" not in text.split("</head>")[1]


def test_the_form_says_what_is_hard_and_how_it_is_read(client, home):
    page = case("縁側の朝", live=False, summary="ニーズを聞く。<u>", corrections="月《つき》")
    page.save_revision()
    client.force_login(EditorFactory())
    for address in (f"/admin/pages/{page.pk}/edit/", f"/admin/pages/{page.pk}/edit/?_w_hydrate_create_view=1"):
        text = client.get(address).text
        assert "<mark>ニーズ</mark>" in text and "困っていること" in text
        assert "えんがわ" in text
        assert "「月」は、題にも「ひとことで」にもありません。" in text
        assert "<u>" not in text


def test_a_plain_summary_is_praised_and_an_empty_one_waits():
    assert CasePage(summary="朝、パンを食べます。").plain["advice"] == []
    assert CasePage().plain == {"advice": [], "marked": [], "unused": ""}


def test_a_correction_that_cannot_be_read_does_not_break_the_form():
    assert CasePage(summary="朝", corrections="《").plain["unused"] == ""
