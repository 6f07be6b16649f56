"""A picture is kept without what its camera wrote into it, the right way up, and no larger than needed."""

import struct
import zlib
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image

from salon.rooms.pictures import LARGEST, SMALL, NotDrawable, draw, is_picture
from tests.factories import files

pytestmark = pytest.mark.once


def opened(content):
    return Image.open(BytesIO(content))


def test_the_place_where_a_photo_was_taken_is_gone():
    photo = files.photo_of_a_phone()
    assert opened(photo).getexif().get_ifd(0x8825)
    drawn = draw(photo)
    for content in (drawn.content, drawn.small):
        assert not opened(content).getexif()
        assert b"zq-" not in content
        assert b"Exif" not in content


def test_a_photo_that_lies_on_its_side_stands_up():
    drawn = draw(files.photo_of_a_phone())
    assert opened(drawn.content).size == (40, 60)
    assert (drawn.width, drawn.height) == opened(drawn.small).size == (40, 60)


def heic(exif=None):
    target = BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "orange")).save(target, exif=exif)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "ending", "form"),
    [
        (files.picture("JPEG"), ".jpg", "JPEG"),
        (files.picture("JPEG", mode="CMYK"), ".jpg", "JPEG"),
        (files.picture("PNG", mode="RGBA"), ".png", "PNG"),
        (files.picture("PNG", mode="1"), ".png", "PNG"),
        (files.picture("GIF", mode="P"), ".png", "PNG"),
        (files.picture("WEBP"), ".jpg", "JPEG"),
        (files.picture("WEBP", mode="RGBA"), ".png", "PNG"),
        (heic(), ".jpg", "JPEG"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_every_kind_of_picture_becomes_one_that_everybody_can_open(content, ending, form):
    assert is_picture(content)
    drawn = draw(content)
    assert drawn.ending == ending
    assert opened(drawn.content).format == form
    assert opened(drawn.small).format == "WEBP"


def test_a_large_picture_becomes_smaller():
    drawn = draw(files.picture(size=(4000, 100)))
    assert opened(drawn.content).size == (LARGEST, 64)
    assert opened(drawn.small).size == (SMALL, 20)


def bomb(side):
    """A PNG of a few bytes that says it has side × side pixels."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [9_000, 12_000, 60_000])
def test_more_pixels_than_a_camera_makes_are_not_unpacked(side):
    with pytest.raises(NotDrawable) as refused:
        draw(bomb(side))
    assert refused.value.too_large


@pytest.mark.parametrize(
    "content", [files.picture()[:200], files.picture("PNG")[:40], b"\xff\xd8\xff<html>", heic()[:300]], ids=range(4)
)
def test_what_only_begins_like_a_picture_is_none(content):
    assert is_picture(content)
    with pytest.raises(NotDrawable) as refused:
        draw(content)
    assert not refused.value.too_large
