"""A picture is kept without what its camera wrote into it, the right way up, and no larger than needed."""

import struct
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image

from config.pages import THREADS
from salon.rooms import pictures
from salon.rooms.pictures import LARGEST, SMALL, Busy, NotDrawable, draw, is_picture
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


def test_a_scanned_page_is_taken_and_what_no_camera_makes_in_this_form_is_not():
    for side, is_taken in ((5900, True), (6100, False)):
        with pytest.raises(NotDrawable) as refused:
            draw(bomb(side))  # which is broken besides
        assert refused.value.too_large != is_taken


def test_of_a_large_photo_no_more_is_unpacked_than_is_kept(monkeypatch):
    unpacked = []
    whole = Image.Image.thumbnail
    monkeypatch.setattr(Image.Image, "thumbnail", lambda self, size: unpacked.append(self.size) or whole(self, size))
    drawn = draw(files.picture(size=(5600, 280)))
    assert unpacked[0] == (2800, 140)
    assert opened(drawn.content).size == (LARGEST, LARGEST // 20)


@pytest.fixture
def drawing(monkeypatch):
    """Drawing takes until `goes_on` is set, and `begun` counts who is at it."""
    goes_on, begun = threading.Event(), threading.Semaphore(0)

    def slowly(content):
        begun.release()
        assert goes_on.wait(60)
        return content

    monkeypatch.setattr(pictures, "_draw", slowly)
    yield goes_on, begun
    goes_on.set()


def test_pages_are_answered_beside_more_uploads_than_there_are_threads(drawing):
    goes_on, begun = drawing
    with ThreadPoolExecutor(THREADS) as threads:
        uploads = [threads.submit(draw, b"") for _ in range(2 * THREADS)]
        page = threads.submit(lambda: "a page")
        try:
            assert page.result(timeout=60) == "a page"
            assert [begun.acquire(timeout=60) for _ in range(pictures.AT_ONCE)] == [True] * pictures.AT_ONCE
            assert not begun.acquire(blocking=False), "two at once"
        finally:
            goes_on.set()
        told = [isinstance(one.exception(timeout=60), Busy) for one in uploads]
    assert (told.count(False), any(told)) == (pictures.AT_ONCE + pictures.WAITING, True)


def test_what_nobody_waits_for_is_drawn_in_its_turn_however_many_are_before_it(drawing):
    goes_on, begun = drawing
    most = pictures.AT_ONCE + pictures.WAITING
    with ThreadPoolExecutor(most + 1) as threads:
        uploads = [threads.submit(draw, b"") for _ in range(most)]
        assert all(begun.acquire(timeout=60) for _ in range(pictures.AT_ONCE))
        mailed = threads.submit(draw, b"mailed", patient=True)
        goes_on.set()
        assert mailed.result(timeout=60) == b"mailed"
        assert [one.result(timeout=60) for one in uploads] == [b""] * most
