"""Pictures become AVIF that browsers read, with the colours and the size they had; a page says each of their widths once."""

import re
from io import BytesIO

import pytest
from django.template import Context, Template
from PIL import Image, ImageCms
from willow.image import Image as Willow

from cms.pictures import SPEED, each_width_once
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
