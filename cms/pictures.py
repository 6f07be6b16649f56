"""How pictures are made, and how a page says in which widths they are there."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
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
AROUND = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
# Of an image all that decides how it is shown: its focal point, rows of SHOWN
Facts = tuple[tuple, tuple]
NOTHING: Facts = ((None,) * len(AROUND), ())
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

    def __init__(self, image: AbstractImage, facts: Facts) -> None:
        self.image = image
        self.around, rows = facts
        self.rows = list(rows)

    def __iter__(self) -> Iterator[AbstractRendition]:
        model = self.image.get_rendition_model()
        for row in self.rows:
            yield model(image=self.image, **dict(zip(SHOWN, row, strict=True)))

    def append(self, made: AbstractRendition) -> None:
        self.rows.append((*(getattr(made, name) for name in SHOWN[:-1]), made.file.name))

    @property
    def facts(self) -> Facts:
        return self.around, tuple(self.rows)


class Pictures:
    """The images of a page by their keys: what is known of them in one question, they themselves only when one is drawn."""

    def __init__(self, keys: Iterable[int | None]) -> None:
        self.keys = {key for key in keys if key}
        self.told: list[AbstractImage] = []

    @cached_property
    def facts(self) -> dict[int, Facts]:
        """What is no image any more is not in it."""
        rows: dict[int, list[tuple]] = defaultdict(list)
        for row in _rows(*rounded_up(self.keys)) if self.keys else ():
            rows[row[0]].append(row)
        return {key: _facts(of_it) for key, of_it in rows.items()}

    @cached_property
    def images(self) -> dict[int, AbstractImage]:
        found = {image.pk: image for image in images(*rounded_up(self.facts))}
        self.tell(found.values())
        return found

    def tell(self, images: Iterable[AbstractImage]) -> None:
        """Let images that somebody else has fetched know what is there of them."""
        for image in images:
            image.prefetched_renditions = Renditions(image, self.facts.get(image.pk, NOTHING))
            self.told.append(image)

    def draw(self, key: int | None, sizes_made: str, **attributes: str) -> SafeString:
        """As `draw`; "" where there is no image."""
        specs = _specs(sizes_made)
        return self._made(key, specs, lambda found: str(Picture(found, attributes)), attributes) or SafeString("")

    def linked(self, key: int | None) -> dict[str, Any] | None:
        """How a link to a page shows it elsewhere: whole address, width and height."""

        def say(found: dict[str, AbstractRendition]) -> dict[str, Any]:
            [one] = found.values()
            return {"full_url": one.full_url, "width": one.width, "height": one.height}

        return self._made(key, (LINKED,), say)

    def _made(self, key: int | None, specs: tuple[str, ...], make: Callable[[dict], Any], *facts: Any) -> Any:
        if key is None or key not in self.facts:
            return None

        def made() -> Any:
            # None: deleted in this moment
            image = self.images.get(key)
            return image and make(_renditions(image, specs))

        return drawing.remembered(made, self.facts[key], specs, facts, hold=self.are_as_known)

    def are_as_known(self) -> bool:
        """Whether nothing that was drawn had to be made first: what is known did not say how it would be called."""
        return all(image.prefetched_renditions.facts == self.facts.get(image.pk) for image in self.told)


def draw(image: AbstractImage, sizes_made: str, **attributes: str) -> SafeString:
    """As Wagtail's tag `picture`: "width-{480,960} format-{avif,webp}" and the attributes of the element."""
    return SafeString(Picture(_renditions(image, _specs(sizes_made)), attributes))


def _renditions(image: AbstractImage, specs: tuple[str, ...]) -> dict[str, AbstractRendition]:
    found = get_renditions_or_not_found(image, [Filter(spec) for spec in specs])
    if isinstance(known := getattr(image, "prefetched_renditions", None), Renditions):
        # A file that is missing may come back, and no row of the database would tell
        for missing in (one for one in found.values() if one.file.name == "not-found"):
            known.append(missing)
    return found


def _facts(rows: list[tuple]) -> Facts:
    """An image of which nothing was made yet has one row, without a rendition."""
    last = len(AROUND)
    made = tuple((row[0], *row[last + 1 :]) for row in rows if row[last + 1] is not None)
    return rows[0][1 : last + 1], made


@asked
def _rows(*keys: int) -> QuerySet:
    of_them = get_image_model().objects.filter(pk__in=keys).order_by("pk", "renditions__pk")
    return of_them.values_list("pk", *AROUND, *(f"renditions__{name}" for name in SHOWN[1:]))


@asked
def images(*keys: int) -> QuerySet:
    return get_image_model().objects.filter(pk__in=keys)


@lru_cache
def _specs(sizes_made: str) -> tuple[str, ...]:
    return tuple(Filter.expand_spec(sizes_made.split()))


def connect() -> None:
    """Called once by cms.apps."""
    registry.register_operation(PillowImage, "save_as_avif", save_as_avif)
    # All tags ask here, and there is no setting
    ResponsiveImage.get_width_srcset = staticmethod(each_width_once)
