"""近い事例: what shares most with a situation stands first, each says why, and nothing is near that shares nothing."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Site

from cms import casework, near
from cms.models import CasePage
from members.models import Approach, Prefecture, TargetGroup
from tests.factories.cms import case, image, lock
from tests.factories.members import OrganisationFactory, prefecture

pytestmark = pytest.mark.django_db


def titles(found):
    return [BeautifulSoup(one["html"], "html.parser").select_one("h3").text.strip() for one in found]


def asked(**words):
    """A situation by names."""
    situation = {}
    for kind, model in (("target", TargetGroup), ("approach", Approach)):
        if kind in words:
            situation[kind] = [model.objects.get(name=words[kind]).slug]
    if "prefecture" in words:
        place = Prefecture.objects.get(name=words["prefecture"])
        situation |= {"prefecture": [place.code], "block": [place.block.slug]}
    return situation


def test_the_nearest_first_and_each_with_its_reason(home):
    for name in ("大阪府", "兵庫県", "北海道"):
        prefecture(name)
    case("同じ町の同じ人たち", target_groups=["高齢の人"], prefectures=["大阪府"])
    case("となりの同じ人たち", target_groups=["高齢の人"], prefectures=["兵庫県"])
    case("遠くの同じ人たち", target_groups=["高齢の人"], prefectures=["北海道"])
    case("何も同じでない", target_groups=["若い人"], prefectures=["北海道"])
    found = near.nearest(asked(prefecture="大阪府", target="高齢の人"))
    assert titles(found) == ["同じ町の同じ人たち", "となりの同じ人たち", "遠くの同じ人たち"]
    assert found[0]["reasons"] == ["同じ地域：大阪府", "同じ対象：高齢の人"]
    assert found[1]["reasons"][0].startswith("同じブロック：")
    assert found[2]["reasons"] == ["同じ対象：高齢の人"]


def test_at_most_three_and_the_newest_of_equals(home):
    for number in range(5):
        case(f"事例{number}", target_groups=["高齢の人"])
    assert titles(near.nearest(asked(target="高齢の人"))) == ["事例4", "事例3", "事例2"]


def test_only_what_everybody_reads_is_near(home):
    case("公開", target_groups=["高齢の人"])
    case("下書き", live=False, target_groups=["高齢の人"])
    lock(case("鍵つき", target_groups=["高齢の人"]))
    assert titles(near.nearest(asked(target="高齢の人"))) == ["公開"]


def test_a_case_is_not_near_itself(home):
    here = case("ここ", target_groups=["高齢の人"], approaches=["お茶の会"])
    case("もうひとつ", approaches=["お茶の会"])
    [found] = near.like(here)
    assert found.title == "もうひとつ"
    said = casework.labels([here, found])
    assert near.reasons(near.situation_of(said[here.pk]), said[found.pk]) == ["同じ取組：お茶の会"]


def test_the_page_says_why_and_a_case_leads_to_those_near_it(client, home):
    prefecture("大阪府")
    here = case("ここ", target_groups=["高齢の人"], prefectures=["大阪府"])
    case("もうひとつ", target_groups=["高齢の人"], prefectures=["大阪府"])
    page = client.get("/near/", {"prefecture": "27", "target": asked(target="高齢の人")["target"][0], "approach": ""})
    assert "同じ地域：大阪府／同じ対象：高齢の人" in page.text
    assert "もうひとつ" in client.get(here.url).text.split("近い事例", 1)[1]


@pytest.mark.parametrize("query", ["prefecture=99", "target=x&target=y", "approach=" + "あ" * 5000])
def test_what_makes_no_sense_is_said_and_left_out(client, home, query):
    page = client.get(f"/near/?{query}")
    assert page.status_code == 200
    assert "条件をお確かめください" in page.text


def test_nothing_near_says_what_to_do(client, home):
    prefecture("大阪府")
    page = client.get("/near/?prefecture=27")
    assert "近い事例は、まだありません" in page.text
    assert "/contact/" in page.text


@pytest.fixture
def beside(home):
    """What the page of a case says of the one near it, once it has been drawn: the near case, and how to read the page again."""
    organisation = OrganisationFactory(name="みなと縁側の会")
    here = case("ここ", slug="here", target_groups=["高齢の人"])
    there = case("となり", target_groups=["高齢の人"], organisation=organisation, picture=image(), picture_alt="絵")

    def said() -> str:
        page = Client().get(here.url).content.decode()
        return page[page.index('<section class="case__near"') :]

    assert "となり" in said() and said() == said()
    return there, said


def test_a_near_case_is_told_in_the_words_that_it_has_now(beside):
    there, said = beside
    there.title, there.summary = "新しい題", "新しいあらまし"
    there.save()
    assert all(word in said() for word in ("新しい題", "新しいあらまし"))
    there.organisation.name = "名を変えた会"
    there.organisation.save()
    assert "名を変えた会" in said() and "みなと縁側の会" not in said()
    TargetGroup.objects.update(name="年を重ねた人")
    assert "同じ対象：年を重ねた人" in said()
    there.target_groups.clear()
    there.save()
    assert "新しい題" not in Client().get("/cases/here/").content.decode()


def test_its_picture_is_the_one_that_is_there_now(beside):
    there, said = beside
    for _time in range(2):
        there.picture.renditions.all().delete()
        html = said()
        assert any(one.url in html for one in there.picture.renditions.all())
    there.picture.delete()
    assert "card__picture" not in said()


def test_it_leads_where_the_site_has_it(beside):
    """The site may begin at another page: all addresses are other ones then."""
    there, said = beside
    before = there.url
    assert f'href="{before}"' in said()
    site = Site.objects.get()
    site.root_page = site.root_page.get_parent()
    site.save()
    here, there = CasePage.objects.get(slug="here").url, CasePage.objects.get(pk=there.pk).url
    assert there.endswith(before) and there != before
    html = Client().get(here).content.decode()
    assert f'href="{there}"' in html and f'href="{before}"' not in html
