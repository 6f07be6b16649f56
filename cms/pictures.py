"""How a picture says in which widths it is there: each of them once.

Wagtail draws no photo larger than it is. One that is smaller than what a template asks for is the same in two sizes,
and HTML does not allow the same width twice.
"""

from collections.abc import Iterable

from wagtail.images.models import AbstractRendition, ResponsiveImage


def each_width_once(renditions: Iterable[AbstractRendition]) -> str:
    """As `srcset`: an address and a width, the first of each width."""
    widths: dict[int, str] = {}
    for rendition in renditions:
        widths.setdefault(rendition.width, rendition.url)
    return ", ".join(f"{url} {width}w" for width, url in widths.items())


def connect() -> None:
    # All tags ask here, and there is no setting
    ResponsiveImage.get_width_srcset = staticmethod(each_width_once)
