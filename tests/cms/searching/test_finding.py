"""Everybody finds over all kinds together what is public, and nothing else; the filters say how many there are."""

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from cms.models import CaseIndexPage, CasePage, TextPage
from cms.searching import finding, sources
from cms.searching.finding import Search
from newsletter.models import NewsletterIndexPage, NewsletterPage
from newsletter.site import create as create_newsletter
from tests.factories.cms import case, lock
from tests.factories.members import OrganisationFactory, TargetGroupFactory, ThemeFactory, prefecture

pytestmark = pytest.mark.django_db


def found(text="", **chosen) -> list[tuple[str, str]]:
    search = Search(text, chosen)
    listed = [(source.name, str(one)) for source, one in search.page(1)]
    assert search.total == len(listed)
    return listed


@pytest.fixture
def things(home):
    create_newsletter(home)
    for slug, title in {"garden": "農園のきまり"}.items():
        home.add_child(instance=TextPage(title=title, slug=slug, text="<p>あらまし</p>"))
    issues = NewsletterIndexPage.objects.get()
    issues.add_child(instance=NewsletterPage(title="農園の便り", slug="issue", number=7, lead="はじめに"))
    OrganisationFactory(name="農園の会", summary="")
    case("農園をひらく", summary="あらまし")


def test_cases_organisations_texts_and_issues_are_found_together(things):
    assert {kind for kind, _title in found("農園")} == {"cases", "organisations", "texts", "newsletter"}


def test_a_kind_can_be_chosen_and_the_others_keep_their_numbers(things):
    assert {kind for kind, _title in found("農園", kind=["texts", "cases"])} == {"cases", "texts"}
    facets = finding.facets()
    Search("農園", {"kind": ["texts"]}).count(facets)
    assert {one.slug: one.count for one in facets[0].options if one.count} == {
        "cases": 1,
        "organisations": 1,
        "texts": 1,
        "newsletter": 1,
    }


def test_what_is_not_public_is_not_found_whatever_the_index_has(things):
    everything = set(found("農園"))
    draft = case("農園の下書き", live=False)
    locked = case("農園の内緒", summary="x")
    lock(locked)
    left = OrganisationFactory(name="農園をやめた会", status="left")
    assert Page.objects.search("下書き").count() == 1  # somebody could find it
    assert set(found("農園")) == everything
    draft.save_revision().publish()
    assert ("cases", "農園の下書き") in found("農園")
    CasePage.objects.get(pk=draft.pk).unpublish()
    assert set(found("農園")) == everything
    left.status = "active"
    left.save()
    assert ("organisations", "農園をやめた会") in found("農園")


def test_what_is_moved_beneath_a_lock_is_found_no_more_and_again_when_it_comes_back(things):
    page = case("農園の引っ越し")
    shelf = CaseIndexPage.objects.get()
    locked = TextPage(title="会員だけ", slug="members-only", text="<p>x</p>")
    Page.objects.get(pk=shelf.get_parent().pk).add_child(instance=locked)
    lock(locked)
    assert ("cases", "農園の引っ越し") in found("農園")
    page.move(Page.objects.get(pk=locked.pk), pos="last-child")
    assert ("cases", "農園の引っ越し") not in found("農園")
    Page.objects.get(pk=page.pk).specific.move(CaseIndexPage.objects.get(), pos="last-child")
    assert ("cases", "農園の引っ越し") in found("農園")


def test_a_deleted_page_is_found_no_more(things):
    CasePage.objects.get(title="農園をひらく").delete()
    assert ("cases", "農園をひらく") not in found("農園")


def test_filters_narrow_and_their_numbers_say_what_there_would_be(home):
    children, elders = TargetGroupFactory(name="子ども"), TargetGroupFactory(name="高齢の方")
    theme = ThemeFactory(name="食")
    theme.target_groups.add(children)
    case("食堂", target_groups=["子ども"], prefectures=["高知県"], themes=["食"])
    case("食堂の話", target_groups=["子ども", "高齢の方"], prefectures=["大阪府"])
    one = OrganisationFactory(name="食堂の会")
    one.target_groups.add(children)
    one.extra_themes.add(theme)  # by two ways in the theme
    one.prefectures.add(prefecture("高知県"))
    assert {title for _kind, title in found("食堂", target=[children.slug])} == {"食堂", "食堂の話", "食堂の会"}
    assert {
        title for _kind, title in found("食堂", target=[children.slug], prefecture=[prefecture("高知県").code])
    } == {
        "食堂",
        "食堂の会",
    }
    facets = {facet.param: facet for facet in finding.facets()}
    Search("食堂", {"target": [elders.slug]}).count(list(facets.values()))
    numbers = {param: {one.name: one.count for one in facet.options if one.count} for param, facet in facets.items()}
    assert numbers["target"] == {"子ども": 3, "高齢の方": 1}  # as if another were chosen
    assert numbers["prefecture"] == {"大阪府": 1}
    facets = {facet.param: facet for facet in finding.facets()}
    Search("食堂", {}).count(list(facets.values()))
    assert {one.name: one.count for one in facets["theme"].options if one.count} == {"食": 2}


def test_filters_work_without_words(home):
    case("食堂", prefectures=["高知県"])
    case("べつの話")
    assert found(prefecture=[prefecture("高知県").code]) == [("cases", "食堂")]


def test_pages_go_on_where_the_one_before_ended(home):
    for number in range(25):
        case(f"農園{number:02}")
    first, second = Search("農園", {}).page(1), Search("農園", {}).page(2)
    assert (len(first), len(second)) == (20, 5)
    assert len({one.pk for _source, one in first + second}) == 25
    assert Search("農園", {}).page(3) == []


def test_other_packages_register_what_can_be_found(home):
    case("農園")
    more = sources.Source("test", "ためし", lambda reader: CasePage.objects.visible_to(reader), order=150)
    sources.register(more)
    try:
        assert {kind for kind, _title in found("農園")} == {"cases", "test"}
    finally:
        sources.forget(more)
    assert {kind for kind, _title in found("農園")} == {"cases"}


def test_every_source_goes_through_what_a_stranger_may_see(home):
    for source in sources.every():
        assert source.find(AnonymousUser()).model._meta.label in {
            "cms.CasePage",
            "cms.PracticePage",
            "members.Organisation",
            "wagtailcore.Page",
            "newsletter.NewsletterPage",
            "salon.Gathering",
            "salon.Resource",
        }
