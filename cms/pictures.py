"""How pictures are made, and how a page says in which widths they are there."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import IO, Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Picture, ResponsiveImage
from wagtail.images.shortcuts import get_renditions_or_not_found
from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage
from willow.registry import registry

from cms import drawing
from members.asked import asked, rounded_up

# Of Pillow's 0 to 10. Whoever opens a page first waits until its pictures are made; at 6, which is Pillow's own, one
# takes five times as long and is an eighth smaller
SPEED = 8
# Of a rendition: all that a page shows of it
SHOWN = ("image_id", "pk", "filter_spec", "focal_point_key", "width", "height", "file")
LINKED = "fill-1200x630|format-jpeg"


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


class Renditions:
    """What is there of one image, as rows of SHOWN: where Wagtail looks for models that were fetched before."""

    def __init__(self, image: AbstractImage) -> None:
        self.image = image
        self.rows: list[tuple] = []

    def __iter__(self) -> Iterator[AbstractRendition]:
        model = self.image.get_rendition_model()
        for row in self.rows:
            yield model(image=self.image, **dict(zip(SHOWN, row, strict=True)))

    def append(self, made: AbstractRendition) -> None:
        self.rows.append((*(getattr(made, name) for name in SHOWN[:-1]), made.file.name))

    @property
    def facts(self) -> tuple:
        image = self.image
        around = image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height
        return self.rows, around


def fetch(images: Iterable[AbstractImage | None]) -> None:
    """The renditions of these images in one question, however many there are. Those that are known already are left out."""
    found: dict[int, list[AbstractImage]] = defaultdict(list)
    for image in images:
        if image is not None and _known(image) is None:
            image.prefetched_renditions = Renditions(image)
            found[image.pk].append(image)
    if found:
        for row in _rows(*rounded_up(found)):
            for image in found[row[0]]:
                image.prefetched_renditions.rows.append(row)


@asked
def _rows(*images: int) -> QuerySet:
    renditions = get_image_model().get_rendition_model().objects
    return renditions.filter(image__in=images).order_by("pk").values_list(*SHOWN)


def _known(image: AbstractImage) -> Renditions | None:
    found = getattr(image, "prefetched_renditions", None)
    return found if isinstance(found, Renditions) else None


def draw(image: AbstractImage, sizes_made: str, **attributes: str) -> SafeString:
    """As Wagtail's tag `picture`: "width-{480,960} format-{avif,webp}" and the attributes of the element."""
    return _made(image, _specs(sizes_made), lambda found: str(Picture(found, attributes)), attributes)


def linked(image: AbstractImage) -> dict[str, Any]:
    """How a link to a page shows it elsewhere: whole address, width and height."""

    def say(found: dict[str, AbstractRendition]) -> dict[str, Any]:
        [one] = found.values()
        return {"full_url": one.full_url, "width": one.width, "height": one.height}

    return _made(image, (LINKED,), say)


def _made(image: AbstractImage, specs: tuple[str, ...], make: Callable[[dict], Any], *facts: Any) -> Any:
    known = _known(image)
    name = drawing.name_of(known.facts, specs, facts) if known else ""
    if name and (made := drawing.find(name)) is not None:
        return made
    renditions = get_renditions_or_not_found(image, [Filter(spec) for spec in specs])
    made = make(renditions)
    # Not while one was missing: what is known did not say how it would be called
    if name and all(getattr(one, "_from_cache", False) for one in renditions.values()):
        drawing.keep(name, made)
    return made


@lru_cache
def _specs(sizes_made: str) -> tuple[str, ...]:
    return tuple(Filter.expand_spec(sizes_made.split()))


def connect() -> None:
    """Called once by cms.apps."""
    registry.register_operation(PillowImage, "save_as_avif", save_as_avif)
    # All tags ask here, and there is no setting
    ResponsiveImage.get_width_srcset = staticmethod(each_width_once)
