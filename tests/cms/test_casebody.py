"""What a body leads to is shown as it is now: nothing old is remembered of an image or a file."""

import re

import pytest

from cms import casebody
from cms.models import CasePage
from tests.factories import cms

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home):
    """With two blocks of photos and one of files."""
    return cms.case(
        body=[
            ("photos", {"rows": [{"image": cms.image().pk, "alt": "縁側", "caption": "夏"}]}),
            ("materials", {"rows": [{"document": cms.document("名簿のひな形").pk, "note": ""}]}),
            ("photos", {"rows": [{"image": cms.image().pk, "alt": "門", "caption": ""}]}),
        ]
    )


def drawn(page) -> str:
    """As another reader's page draws it."""
    page = CasePage.objects.get(pk=page.pk)
    return "".join(html for _kind, html in casebody.draw(page.body, casebody.pictures(page)))


def images(page) -> list:
    return [page.body[place].value["rows"][0]["image"] for place in (0, 2)]


def test_it_is_what_its_blocks_say(page):
    alone = "".join(block.render_as_block() for block in page.body)
    assert drawn(page) == drawn(page) == alone
    assert all(word in alone for word in ("縁側", "夏", "門", "名簿のひな形"))


def test_what_was_drawn_asks_for_what_is_known_and_nothing_more(page, django_assert_num_queries):
    drawn(page), drawn(page)
    page = CasePage.objects.get(pk=page.pk)
    with django_assert_num_queries(2):
        casebody.draw(page.body, casebody.pictures(page))


def test_a_size_that_is_gone_is_made_again(page):
    drawn(page), drawn(page)
    # Once more, as nothing may be remembered of the moment in which none was there
    for _time in range(2):
        for image in images(page):
            image.renditions.all().delete()
        html = drawn(page)
        there = [{one.url for one in image.renditions.all()} for image in images(page)]
        shown = set(re.findall(r"[^\s\"]*/media/[^\s\"]+", html))
        assert shown <= set.union(*there) and all(shown & urls for urls in there)


def test_a_photo_whose_file_was_missing_is_shown_as_soon_as_it_is_back(page):
    with cms.without_its_file(images(page)[0]):
        assert "not-found" in drawn(page) and "not-found" in drawn(page)
    assert "not-found" not in drawn(page)


def test_an_image_that_was_deleted_leaves_the_others(page):
    drawn(page)
    first, _second = images(page)
    first.delete()
    html = drawn(page)
    assert "縁側" not in html and "門" in html


def test_a_file_has_the_name_that_it_has_now(page):
    drawn(page)
    document = page.body[1].value["rows"][0]["document"]
    document.title = "新しい名前"
    document.save()
    assert "新しい名前" in drawn(page)


def test_a_file_that_comes_under_a_lock_leaves_the_page(page):
    assert "名簿のひな形" in drawn(page)
    document = page.body[1].value["rows"][0]["document"]
    document.collection = cms.locked_collection()
    document.save()
    assert "名簿のひな形" not in drawn(page)


def test_photos_are_shown_of_the_page_and_of_those_beside(page):
    beside = cms.case("となり", picture=cms.image(), picture_alt="絵")
    assert casebody.pictures(page, [beside]).keys == {*(image.pk for image in images(page)), beside.picture_id}


def test_what_a_program_stored_without_wrapping_is_read_as_well(page):
    image = cms.image()
    raw = [{"type": "photos", "value": {"rows": [{"image": image.pk, "alt": "橋", "caption": ""}]}, "id": "a"}]
    page.body = page.body.stream_block.to_python(raw)
    assert casebody.pictures(page).keys == {image.pk}
    assert "橋" in casebody.draw(page.body, casebody.pictures(page))[0][1]
