"""The words the product ships with."""

import pytest

from members import access
from members.importing.words import load_words, types_by_legal_form
from members.models import Approach, ApproachClass, Block, OrganisationType, Prefecture, TargetGroup, Theme

pytestmark = pytest.mark.django_db

WORDS = (Approach, ApproachClass, Block, OrganisationType, TargetGroup, Theme)


def test_every_word_has_a_slug_of_ascii():
    load_words()
    for model in WORDS:
        for word in model.objects.all():
            assert word.slug.isascii() and word.slug == word.slug.lower(), word
            word.full_clean()


def test_a_second_time_adds_nothing():
    assert load_words()
    before = access.version(), [model.objects.count() for model in (*WORDS, Prefecture)]
    assert not load_words()
    assert before == (access.version(), [model.objects.count() for model in (*WORDS, Prefecture)])


def test_what_the_secretariat_renamed_stays():
    load_words()
    Theme.objects.filter(slug="places-to-be").update(name="場づくり", order=9)
    Prefecture.objects.filter(name="山梨県").update(block=Block.objects.get(name="東海・北陸"))
    assert not load_words()
    assert Theme.objects.get(slug="places-to-be").name == "場づくり"
    assert Prefecture.objects.get(name="山梨県").block.name == "東海・北陸"


def test_an_empty_legal_form_names_no_type():
    load_words()
    forms = types_by_legal_form()
    assert "" not in forms
    assert "任意団体" not in {found.name for found in forms.values()}
    assert forms["認定特定非営利活動法人"].name == "NPO法人"
