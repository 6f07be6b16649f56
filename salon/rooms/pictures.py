"""Pictures are drawn anew before they are kept: without the place and camera that a phone writes into them, turned the
right way up, no larger than a screen needs; and beside each a small one for the page."""

import threading
from dataclasses import dataclass
from io import BytesIO

import pillow_heif
from PIL import Image, ImageOps

LARGEST = 2560  # pixels of the longer side, as kept
SMALL = 800  # pixels of the longer side in the page
MOST_PIXELS = 64_000_000  # of what is uploaded; a bomb says hundreds of millions
MOST_PIXELS_WHOLE = 36_000_000  # of forms in which no camera makes photos: a page scanned with 600 dots an inch
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif")

BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)

# In this process: a large picture takes 250 MB unpacked, and a good part of a core. Few wait beside them, because who waits
# holds one of the threads that answer pages (config/pages.py)
AT_ONCE, WAITING = 2, 2
_drawing = threading.BoundedSemaphore(AT_ONCE)
_places = threading.BoundedSemaphore(AT_ONCE + WAITING)


class Busy(Exception):
    """Others are being drawn, and more wait already: later."""


class NotDrawable(Exception):
    """It says it is a picture, and cannot be drawn. `too_large`: it has more pixels than we unpack."""

    def __init__(self, too_large: bool = False) -> None:
        super().__init__()
        self.too_large = too_large


@dataclass(frozen=True)
class Drawn:
    """A picture as it is kept, and the small one (WebP) with its size in pixels."""

    content: bytes
    content_type: str
    ending: str
    small: bytes
    width: int
    height: int


def is_picture(content: bytes) -> bool:
    """Whether it begins like one of the formats we draw."""
    return (
        content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a"))
        or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")
        or _is_heif(content)
    )


def _is_heif(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and bool(pillow_heif.is_supported(content))


def draw(content: bytes, patient: bool = False) -> Drawn:
    """The picture anew, its first frame if it moves. `patient`: waits however long it takes. Raises NotDrawable, Busy."""
    if patient:
        return _in_turn(content)
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        return _in_turn(content)
    finally:
        _places.release()


def _in_turn(content: bytes) -> Drawn:
    with _drawing:
        try:
            return _draw(content)
        except NotDrawable:
            raise
        except Exception as error:  # decoders fail in many ways on what was made to make them fail
            raise NotDrawable(too_large=isinstance(error, BOMBS)) from error


def _draw(content: bytes) -> Drawn:
    with _opened(content) as opened:
        # Known before anything of it is unpacked
        most = MOST_PIXELS_WHOLE if opened.format in ("PNG", "GIF", "WEBP") else MOST_PIXELS
        if opened.width * opened.height > most:
            raise NotDrawable(too_large=True)
        _unpack_less(opened)
        is_clear = "A" in opened.getbands() or "transparency" in opened.info
        keeps_edges = is_clear or opened.format in ("PNG", "GIF")
        colours = opened.info.get("icc_profile") if opened.mode in ("RGB", "RGBA") else None
        mode = "RGBA" if is_clear else "RGB"
        # Smaller first, so that nothing large is copied; a palette has no colours between two others
        picture = opened.convert(mode) if opened.mode in ("1", "P") else opened
        picture.thumbnail((LARGEST, LARGEST))
        picture = ImageOps.exif_transpose(picture).convert(mode)
    small = picture.copy()
    small.thumbnail((SMALL, SMALL))
    # Whatever else was written in the file stays behind: only what is named here is saved
    ending, content_type, options = (
        (".png", "image/png", {"format": "PNG", "optimize": False})
        if keeps_edges
        else (".jpg", "image/jpeg", {"format": "JPEG", "quality": 85})
    )
    return Drawn(
        content=_saved(picture, icc_profile=colours, **options),
        content_type=content_type,
        ending=ending,
        small=_saved(small, format="WEBP", quality=80, icc_profile=colours),
        width=small.width,
        height=small.height,
    )


def _unpack_less(opened: Image.Image) -> None:
    """A JPEG can be unpacked by halves and quarters: no smaller than it is kept."""
    longer = max(opened.size)
    if longer > LARGEST:
        opened.draft(None, (opened.width * LARGEST // longer, opened.height * LARGEST // longer))


def _opened(content: bytes) -> Image.Image:
    if not _is_heif(content):
        return Image.open(BytesIO(content), formats=FORMATS)
    heif = pillow_heif.open_heif(content, convert_hdr_to_8bit=True)
    if heif.size[0] * heif.size[1] > MOST_PIXELS:
        raise NotDrawable(too_large=True)
    return heif.to_pillow()


def _saved(picture: Image.Image, **options) -> bytes:
    picture.info.clear()
    target = BytesIO()
    picture.save(target, **options)
    return target.getvalue()
