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
def test_where_one_block_was_changed_the_others_are_remembered_by_themselves(home, monkeypatch):
    page = case(body=[NEED, ("need", {"text": "もう一つの困りごと"})])
    drawing.body(page.body)
    made = []
    as_ever = StreamValue.__getitem__
    monkeypatch.setattr(StreamValue, "__getitem__", lambda body, place: made.append(place) or as_ever(body, place))
    changed = page.body.stream_block.to_python(
        [{"type": "need", "value": {"text": "新しい言葉"}}, *list(page.body.raw_data)[1:]]
    )
    first, second = drawing.body(changed)
    assert "新しい言葉" in first[1] and "もう一つの困りごと" in second[1]
    assert made == [0]


@pytest.mark.django_db
def test_a_kind_of_block_can_have_a_way_of_its_own(home):
    page = case(body=[NEED, ("materials", {"rows": [{"document": cms.document("名簿").pk, "note": ""}]}), NEED])
    drawn = drawing.body(page.body, {"materials": lambda body, place, raw: SafeString(f"{place} {raw['type']}")})
    assert [html if kind == "materials" else kind for kind, html in drawn] == ["need", "1 materials", "need"]


@pytest.mark.django_db
def test_without_one_what_leads_to_a_file_is_drawn_anew(home):
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


PAGE = "components/site_nav.html"


@pytest.fixture
def pages(monkeypatch):
    """The addresses for which a page was drawn."""
    made = []
    as_ever = drawing.render_to_string
    monkeypatch.setattr(
        drawing,
        "render_to_string",
        lambda template, facts, request: made.append(request.get_full_path()) or as_ever(template, facts, request),
    )
    return made


def test_a_page_is_drawn_once_for_its_address_and_its_facts(rf, pages):
    first = drawing.page(rf.get("/cases/one/"), PAGE, section="cases")
    assert drawing.page(rf.get("/cases/one/"), PAGE, section="cases") == first
    for address in ("/cases/two/", "/cases/one/?page=2"):
        drawing.page(rf.get(address), PAGE, section="cases")
    assert drawing.page(rf.get("/cases/one/"), PAGE, section="practices") != first
    assert pages == ["/cases/one/", "/cases/two/", "/cases/one/?page=2", "/cases/one/"]
    with override("en"):
        assert "Practice" in drawing.page(rf.get("/cases/one/"), PAGE, section="cases")
