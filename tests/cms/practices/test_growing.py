"""A practice grows into the draft of a case, and both lead to each other when they are public."""

import pytest
from wagtail.models import PageViewRestriction

from cms.models import CasePage
from cms.practices import growing
from tests.factories.cms import image, lock, practice
from tests.factories.members import EditorFactory, FacilitatorFactory, OrganisationFactory, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def seed(db):
    return practice(
        "台所",
        organisation=OrganisationFactory(),
        beginning="一人で食べる人が多い",
        how="公民館を借ります",
        learnt="皿は少なくてよい",
        first_step="お茶から",
        picture=image(),
        picture_alt="鍋",
        target_groups=["高齢の方"],
        prefectures=["大阪府"],
    )


def test_the_case_begins_with_what_is_there(seed):
    editor = EditorFactory()
    case = CasePage.objects.get(pk=growing.grow(seed, editor).pk)
    assert not case.live
    assert case.owner == editor
    assert (case.title, case.summary, case.organisation) == (seed.title, seed.summary, seed.organisation)
    assert case.picture == seed.picture
    assert [word.name for word in case.target_groups.all()] == ["高齢の方"]
    assert [place.name for place in case.prefectures.all()] == ["大阪府"]
    assert [(block.block_type, block.value["text"]) for block in case.body] == [
        ("need", "一人で食べる人が多い"),
        ("text", "公民館を借ります"),
        ("text", "皿は少なくてよい"),
        ("text", "お茶から"),
    ]
    case.full_clean()


def test_it_grows_once(seed):
    editor = EditorFactory()
    assert growing.grow(seed, editor) == growing.grow(seed, EditorFactory())
    assert CasePage.objects.count() == 1


def test_it_grows_from_what_was_sent_last(seed):
    seed.how = "直したやり方"
    seed.save_revision()
    case = growing.grow(seed, EditorFactory())
    assert "直したやり方" in [block.value["text"] for block in case.body]


def test_both_lead_to_each_other_when_the_case_is_public(seed, client):
    case = growing.grow(seed, EditorFactory())
    assert case.url not in client.get(seed.url).content.decode()
    case.get_latest_revision().publish()
    assert f'href="{case.url}"' in client.get(seed.url).content.decode()
    assert f'href="{seed.url}"' in client.get(case.url).content.decode()
    lock(seed)
    assert f'href="{seed.url}"' not in client.get(case.url).content.decode(), (
        "nobody is told the name of what is locked"
    )
    PageViewRestriction.objects.all().delete()
    seed.unpublish()
    assert f'href="{seed.url}"' not in client.get(case.url).content.decode()


def test_who_drafts_cases_may_grow_them(seed):
    assert growing.may_grow(EditorFactory())
    assert growing.may_grow(FacilitatorFactory())
    assert not growing.may_grow(member_of(seed.organisation))
