"""A part is drawn once for what it says; other facts, another language or another block make another part."""

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import override
from wagtail.blocks import StreamValue

from cms import drawing
from cms.blocks import CaseBody
from cms.models import CasePage
from tests.factories import cms
from tests.factories.cms import case

NEED = ("need", {"text": "話す場所がありません"})


def drawn(**facts) -> list:
    """What has to be drawn when these facts are asked for, one after the other."""
    made = []

    def draw():
        made.append(facts)
        return SafeString("<p>")

    drawing.remembered(draw, facts)
    return made


def test_the_same_facts_are_drawn_once():
    assert drawn(text="お茶") and not drawn(text="お茶")
    assert drawn(text="お花")


def test_each_language_has_its_own():
    assert drawn(text="お茶")
    with override("en"):
        assert drawn(text="お茶")


def test_words_are_not_taken_for_markup():
    """The same letters, once written by somebody and once made by us, are two parts."""
    written = drawing.from_template("components/card.html", title="<b>x</b>", href="/")
    made = drawing.from_template("components/card.html", title=SafeString("<b>x</b>"), href="/")
    assert "&lt;b&gt;x" in written and "<b>x" in made


def test_who_works_on_templates_sees_them_as_they_are(settings):
    settings.DEBUG = True
    assert drawn(text="お茶") and drawn(text="お茶")


def test_a_template_sees_its_facts_and_nothing_else():
    html = Template('{% load drawing %}{% draw "components/card.html" title=name href="/" %}').render(
        Context({"name": "見出し", "text": "まわりの言葉"})
    )
    assert "見出し" in html and "まわりの言葉" not in html


@pytest.mark.django_db
def test_a_body_that_was_drawn_is_not_made_into_values_again(home, monkeypatch):
    page = case(body=[NEED])
    [(kind, html)] = drawing.body(page.body)
    assert kind == "need" and "話す場所がありません" in html
    later = CasePage.objects.get(pk=page.pk).body
    monkeypatch.setattr(StreamValue, "__getitem__", lambda *_: pytest.fail("made into a value"))
    assert drawing.body(later) == [(kind, html)]


@pytest.mark.django_db
def test_what_leads_to_a_file_is_drawn_anew(home):
    """Its title and its lock are not among the words of the block."""
    material = cms.document("名簿のひな形")
    page = case(body=[("materials", {"rows": [{"document": material.pk, "note": ""}]})])
    [(_kind, html)] = drawing.body(page.body)
    assert "名簿のひな形" in html
    material.title = "新しい名前"
    material.save()
    [(_kind, html)] = drawing.body(CasePage.objects.get(pk=page.pk).body)
    assert "新しい名前" in html


def test_every_block_with_a_choice_is_known_to_lead_elsewhere():
    assert drawing._leading_elsewhere(CaseBody) == {"photos", "materials"}
