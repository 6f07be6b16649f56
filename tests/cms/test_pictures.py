"""Pictures become AVIF that browsers read, with the colours and the size they had; a page says each of their widths once."""

import re
from io import BytesIO

import pytest
from django.template import Context, Template
from PIL import Image, ImageCms
from willow.image import Image as Willow

from cms import pictures
from cms.pictures import SPEED, Pictures, each_width_once
from tests.factories import cms

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PICTURE = "{% load wagtailimages_tags %}{% picture image width-{80,640,1120} format-{avif,webp} sizes='92vw' alt='' %}"


def as_avif(picture, **saved) -> Image.Image:
    source = BytesIO()
    picture.save(source, "PNG", **saved)
    source.seek(0)
    content = BytesIO()
    Willow.open(source).save_as_avif(content, quality=90)
    content.seek(0)
    return Image.open(content)


def test_willow_saves_our_way(monkeypatch):
    seen = []
    kept = Image.Image.save
    monkeypatch.setattr(Image.Image, "save", lambda *args, **how: seen.append(how) or kept(*args, **how))
    as_avif(Image.new("RGB", (40, 30)))
    assert seen[-1]["speed"] == SPEED


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_size_and_colour_stay(mode):
    picture = Image.new(mode, (40, 30), "gray" if mode == "L" else "orange")
    made = as_avif(picture)
    assert made.format == "AVIF" and made.size == (40, 30)
    there, was = made.convert("RGB").getpixel((20, 15)), picture.convert("RGB").getpixel((20, 15))
    assert all(abs(a - b) < 8 for a, b in zip(there, was, strict=True))


def test_a_profile_does_not_stop_it():
    assert as_avif(Image.new("RGB", (40, 30), "orange"), icc_profile=SRGB).size == (40, 30)


@pytest.mark.django_db
def test_a_small_photo_names_each_width_once():
    html = Template(PICTURE).render(Context({"image": cms.image()}))  # 160 wide
    sets = re.findall(r'srcset="([^"]*)"', html)
    assert [re.findall(r" (\d+w)", one) for one in sets] == [["80w", "160w"]] * 2


@pytest.mark.django_db
def test_one_width_is_named_too():
    """`sizes` is only allowed beside it."""
    assert each_width_once([cms.image().get_rendition("width-80")]).endswith(".png 80w")


WIDTHS = "width-{80,160} format-{avif,webp}"


def drawn(image, sizes_made=WIDTHS) -> str:
    """As another reader's page draws it."""
    return Pictures([image.pk]).draw(image.pk, sizes_made, alt="絵")


@pytest.mark.django_db
def test_it_is_what_the_tag_of_wagtail_draws():
    image = cms.image()
    tag = "{% load wagtailimages_tags %}{% picture image width-{80,160} format-{avif,webp} alt='絵' %}"
    wagtails = Template(tag).render(Context({"image": image}))
    assert drawn(image) == wagtails == pictures.draw(image, WIDTHS, alt="絵")


@pytest.mark.django_db
def test_what_is_known_of_many_images_is_asked_for_at_once(django_assert_num_queries):
    images = [cms.image(f"絵{number}") for number in range(9)]
    first = [drawn(image) for image in images]
    # Once more, as their sizes are there now
    assert [drawn(image) for image in images] == first
    with django_assert_num_queries(1):
        shown = Pictures(image.pk for image in images)
        assert [shown.draw(image.pk, WIDTHS, alt="絵") for image in images] == first


@pytest.mark.django_db
def test_images_that_have_to_be_drawn_are_fetched_at_once(django_assert_num_queries):
    images = [cms.image(f"絵{number}") for number in range(9)]
    for image in images:
        drawn(image)
    shown = Pictures(image.pk for image in images)
    with django_assert_num_queries(2):
        for image in images:
            shown.draw(image.pk, WIDTHS, alt="絵")


@pytest.mark.django_db
@pytest.mark.parametrize("key", [None, 404])
def test_where_there_is_no_image_nothing_is_drawn(key):
    shown = Pictures([key])
    assert shown.draw(key, WIDTHS, alt="") == "" and shown.linked(key) is None


@pytest.mark.django_db
def test_an_image_that_is_deleted_while_it_is_drawn_is_left_out():
    image = cms.image()
    shown = Pictures([image.pk])
    assert image.pk in shown.facts
    type(image).objects.all().delete()
    assert shown.draw(image.pk, WIDTHS, alt="") == "" and shown.linked(image.pk) is None


@pytest.mark.django_db
def test_a_size_that_is_gone_is_made_again_and_not_remembered():
    image = cms.image()
    first = drawn(image)
    assert drawn(image) == first
    image.renditions.all().delete()
    second = drawn(image)
    assert image.renditions.count() == 4
    names = {one.url for one in image.renditions.all()}
    assert all(name in second for name in names)


@pytest.mark.django_db
def test_a_file_that_was_missing_is_shown_as_soon_as_it_is_back():
    """As while an operator brings back a copy: the database first, then the files."""
    image = cms.image()
    with cms.without_its_file(image):
        assert "not-found" in drawn(image) and "not-found" in drawn(image)
    assert "not-found" not in drawn(image)


@pytest.mark.django_db
def test_another_focal_point_is_another_picture():
    image = cms.image()
    first = drawn(image, "fill-40x40")
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 20, 20, 10, 10
    image.save()
    assert drawn(image, "fill-40x40") != first


@pytest.mark.django_db
def test_a_link_to_the_page_shows_its_picture_with_the_whole_address():
    image = cms.image()
    shown = Pictures([image.pk]).linked(image.pk)
    assert shown == Pictures([image.pk]).linked(image.pk)
    assert shown["full_url"].startswith("http") and shown["width"] and shown["height"]
