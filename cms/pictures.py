"""How pictures are made, and how a page says in which widths they are there."""

from collections.abc import Iterable
from typing import IO

from wagtail.images.models import AbstractRendition, ResponsiveImage
from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage
from willow.registry import registry

# Of Pillow's 0 to 10. Whoever opens a page first waits until its pictures are made; at 6, which is Pillow's own, one
# takes five times as long and is an eighth smaller
SPEED = 8


def save_as_avif(
    image: PillowImage, file: IO[bytes], quality: int = 80, lossless: bool = False, apply_optimizers: bool = True
) -> AvifImageFile:
    """As Willow's own, in sRGB, which every browser shows alike."""
    shown = image.transform_colorspace_to_srgb()
    exact = {"subsampling": "4:4:4"} if lossless else {}
    profile = shown.get_icc_profile()
    shown.get_pillow_image().save(
        file, "AVIF", quality=100 if lossless else quality, speed=SPEED, icc_profile=profile, **exact
    )
    return AvifImageFile(file)


def each_width_once(renditions: Iterable[AbstractRendition]) -> str:
    """As `srcset`: an address and a width, the first of each width.

    Wagtail draws no photo larger than it is. One that is smaller than what a template asks for is the same in two sizes,
    and HTML does not allow the same width twice.
    """
    widths: dict[int, str] = {}
    for rendition in renditions:
        widths.setdefault(rendition.width, rendition.url)
    return ", ".join(f"{url} {width}w" for width, url in widths.items())


def connect() -> None:
    """Called once by cms.apps."""
    registry.register_operation(PillowImage, "save_as_avif", save_as_avif)
    # All tags ask here, and there is no setting
    ResponsiveImage.get_width_srcset = staticmethod(each_width_once)
