"""The page of a case, and how much it asks of the database."""

import json
import re
from html import unescape
from urllib.parse import quote

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from wagtail.models import Site

from cms.models import CasePage
from members.models import Cohort
from tests.factories.cms import case, document, image, translated
from tests.factories.members import EditorFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def photos(*images):
    return ("photos", {"rows": [{"image": one.pk, "alt": f"何か{one.pk}", "caption": ""} for one in images]})


def long_body(length):
    role = {"partner": "役場", "gives": "場所", "gains": "安心"}
    body = []
    for _number in range(length):
        body += [
            ("need", {"text": "困りごと"}),
            ("roles", {"rows": [role] * 5, "note": ""}),
            ("start", {"lead": "", "steps": [{"title": "座る", "text": ""}] * 5}),
            photos(image(), image()),
            ("materials", {"rows": [{"document": document().pk, "note": ""}]}),
        ]
    return body


def warm(client, path):
    """Renditions are made by the first reader; the table of sites and content types is looked up once a process."""
    assert client.get(path).status_code == 200


def nothing_drawn():
    for name in ("drawn", "drawn_pages"):
        caches[name].clear()


@pytest.mark.parametrize("side", ["", "/en"])
def test_a_case_needs_ten_queries_however_long(client, home, django_assert_max_num_queries, side):
    words = {
        "target_groups": [f"対象の語{n}" for n in range(5)],
        "approaches": [f"取組の語{n}" for n in range(5)],
        "themes": ["テーマの語"],
        "prefectures": ["大阪府", "北海道"],
        "tags": [f"札{n}" for n in range(10)],
    }
    organisation = OrganisationFactory()
    for length in (1, 6):
        page = case(
            f"長さ{length}",
            organisation=organisation,
            picture=image(),
            picture_alt="絵",
            body=long_body(length),
            **words,
        )
        translated(page)
        here = f"{side}{page.url}"
        warm(client, here), warm(client, here)
        with django_assert_max_num_queries(8 if side else 7):
            client.get(here)
        nothing_drawn()
        with django_assert_max_num_queries(10):
            client.get(here)


@pytest.mark.parametrize("side", ["", "/en"])
def test_the_index_and_its_filters_need_twelve_queries(client, home, django_assert_max_num_queries, side):
    for number in range(12):
        page = case(
            f"事例{number}",
            organisation=OrganisationFactory(),
            picture=image(),
            picture_alt="絵",
            target_groups=["だれか", f"対象の語{number}"],
            prefectures=["大阪府"],
            tags=["札", f"札{number}"],
        )
    translated(page)
    group = CasePage.objects.originals().first().target_groups.get(name="だれか").slug
    for path in (f"{side}/cases/", f"{side}/cases/?target={group}&tag=札&q=事例&page=1"):
        warm(client, path)
        nothing_drawn()
        with django_assert_max_num_queries(12):
            response = client.get(path)
        assert len(response.context["cards"]) == 12


def test_a_sample_and_a_composite_say_so(client, home):
    sample = case("見本の事例", organisation=OrganisationFactory(is_sample=True), is_composite=True)
    plain = case("ふつうの事例", organisation=OrganisationFactory())
    text = client.get(sample.url).text
    assert "これは見本です" in text and "複数の事例を組み合わせた例" in text
    text = client.get(plain.url).text
    assert "見本" not in text and "組み合わせ" not in text


def test_a_picture_needs_words(home):
    page = case()
    page.picture = image()
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    assert "picture_alt" in caught.value.message_dict
    page.picture_alt = "縁側の絵"
    page.full_clean()


def test_photos_in_the_text_need_words(home):
    page = case()
    block = page.body.stream_block
    rows = [{"image": image().pk, "alt": "", "caption": ""}]
    with pytest.raises(ValidationError):
        block.clean(block.to_python([{"type": "photos", "value": {"rows": rows}}]))


def test_every_picture_says_what_it_shows_and_how_big_it_is(client, home):
    text = client.get(case(picture=image(), picture_alt="縁側の絵", body=[photos(image())]).url).text
    assert 'alt="縁側の絵"' in text and 'alt="何か' in text
    for tag in text.split("<img")[1:]:
        assert "alt=" in tag and "width=" in tag and "height=" in tag


def test_only_the_questions_that_were_answered_stand_in_the_interview(client, home):
    talk = {"speaker": "お茶の当番", "beginning": "回覧板です", "joys": "", "future": "送り迎え"}
    text = client.get(case(body=[("interview", talk)]).url).text
    assert "お茶の当番" in text and "きっかけ" in text and "今後の展開" in text
    assert "良かったこと" not in text


def test_what_is_typed_is_text(client, home):
    page = case("<b>題</b>", summary="<i>あ</i>", body=[("need", {"text": "<script>x</script>"})])
    text = client.get(page.url).text
    assert "<script>x" not in text and "<b>題" not in text and "<i>あ" not in text


def test_search_engines_and_previews_are_told(client, home, settings):
    page = case("縁側", summary="お茶の場所")
    text = client.get(page.url).text
    assert f'<link rel="canonical" href="{settings.SITE_URL}{page.url}">' in text
    assert '<meta name="description" content="お茶の場所">' in text
    assert '<meta property="og:title" content="縁側">' in text
    assert f"{settings.SITE_URL}{page.url}" in client.get("/sitemap.xml").text


def test_newest_first(client, home):
    case("古い")
    case("新しい")
    assert [card["case"].title for card in client.get("/cases/").context["cards"]] == ["新しい", "古い"]
    assert Site.objects.get().root_page_id == home.pk


def test_machines_are_told_what_it_is(client, home, settings):
    page = case(
        "</script>縁側",
        summary="お茶 & 話",
        organisation=OrganisationFactory(name="みなとの会"),
        prefectures=["大阪府"],
        tags=["お茶"],
        picture=image(),
        picture_alt="絵",
    )
    text = client.get(page.url).text
    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    facts = json.loads(told)
    assert (facts["@type"], facts["headline"], facts["description"]) == ("Article", "</script>縁側", "お茶 & 話")
    assert facts["author"]["name"] == "みなとの会"
    assert facts["mainEntityOfPage"] == f"{settings.SITE_URL}{page.url}"
    assert facts["keywords"] == ["お茶"] and facts["contentLocation"][0]["name"] == "大阪府"
    assert facts["datePublished"].startswith(str(page.first_published_at.year))
    assert facts["image"] == re.findall(r'<meta property="og:image" content="([^"]+)">', text)


def test_a_draft_tells_machines_nothing(client, home):
    page = case(live=False)
    page.save_revision()
    client.force_login(EditorFactory())
    assert "ld+json" not in client.get(f"/admin/pages/{page.pk}/view_draft/").text


def test_it_is_passed_on_by_plain_links(client, home, settings):
    page = case("縁側 & お茶")
    text = unescape(client.get(page.url).text)
    words, address = quote("縁側 & お茶", safe=""), quote(f"{settings.SITE_URL}{page.url}", safe="")
    assert f'href="https://line.me/R/share?text={words}%0A{address}"' in text
    assert f'href="mailto:?subject={words}&body={words}%0D%0A{address}"' in text


def test_pictures_come_as_avif_and_webp(client, home):
    text = client.get(case(picture=image(), picture_alt="縁側の絵", body=[photos(image())]).url).text
    main = text.split("<main")[1].split("</main>")[0]
    assert main.count("<picture>") == main.count('type="image/avif"') == 2
    assert "format-webp" in main and "format-jpeg" not in main


def test_a_long_case_weighs_little(client, home):
    response = client.get(case("長い", body=long_body(20), organisation=OrganisationFactory()).url)
    assert len(response.content) < 100_000


def test_cards_say_whose_it_is_which_year_and_that_it_is_put_together(client, home):
    case(
        "組み合わせ",
        organisation=OrganisationFactory(name="みなとの会"),
        cohort=Cohort.objects.get_or_create(year=2025)[0],
        is_composite=True,
    )
    card = client.get("/cases/").text.split('class="cards"')[1]
    assert "みなとの会・2025年度" in card
    assert "複数の事例を組み合わせた例" in card


def test_a_card_brings_its_picture_in_the_smallest_form_that_a_browser_knows(client, home):
    case(picture=image(), picture_alt="縁側の絵")
    picture = client.get("/cases/").text.partition("<picture>")[2].partition("</picture>")[0]
    assert 'type="image/avif"' in picture and 'alt=""' in picture
    assert ".webp" in picture.partition("<img")[2] and "width=" in picture and "height=" in picture
