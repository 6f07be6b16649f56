"""Pictures become AVIF that browsers read, with the colours and the size they had."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms
from willow.image import Image as Willow

from cms.encoding import SPEED

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


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
