"""Public pages and their parts, drawn once for what they say.

After each publication every public page is made anew (cms/freshness.py), and most of them say what they said before. So what
is made from plain facts and nothing else, a case or a card, is remembered by these facts: the same facts in the same language
make the same HTML. Who asks for a page still has all its facts asked of the database. Nothing has to be thrown away when
something changes: other facts are another page.
"""

import pickle
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import blake2b
from types import MappingProxyType
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.blocks import Block, CharBlock, ListBlock, StreamBlock, StreamValue, StructBlock, TextBlock

T = TypeVar("T")
# How a block is drawn: the whole body, its place in it, what is stored of it
Way = Callable[[StreamValue, int, Any], SafeString]

_drawn, _pages = caches["drawn"], caches["drawn_pages"]


def name_of(*facts: Any) -> str:
    """Of all that a part is made from: words, numbers, lists of such. A page or an image is none: it could ask for more."""
    return blake2b(pickle.dumps((get_language(), facts)), digest_size=20).hexdigest()


def remembered(
    draw: Callable[[], T], *facts: Any, hold: Callable[[], bool] = lambda: True, among: BaseCache = _drawn
) -> T:
    """What `draw` makes of these facts, from memory if it was made before. Kept if the facts still `hold` when it is drawn.

    Who works on the templates sees them as they are.
    """
    name = name_of(*facts)
    part = None if settings.DEBUG else among.get(name)
    if part is None:
        part = draw()
        if hold():
            among.set(name, part)
    return part


def from_template(template: str, **facts: Any) -> SafeString:
    """This template, which sees these facts and nothing else."""
    return remembered(lambda: render_to_string(template, facts), template, facts)


def page(request: HttpRequest, template: str, **facts: Any) -> SafeString:
    """A whole page that is the same for everybody: of the request it sees the address alone."""
    address = request.path, request.GET.urlencode()
    return remembered(lambda: render_to_string(template, facts, request), template, address, facts, among=_pages)


def body(stream: StreamValue, ways: Mapping[str, Way] = MappingProxyType({})) -> list[tuple[str, SafeString]]:
    """Each block of a body with its kind, drawn by the way that is there for its kind.

    Without one, what leads to a file or an image is asked for, and so drawn anew.
    """
    elsewhere = _leading_elsewhere(type(stream.stream_block))  # type: ignore[arg-type]
    blocks = list(enumerate(stream.raw_data))
    plain = {place: raw for place, raw in blocks if raw["type"] not in elsewhere}
    # One look for all of them; where one was changed the others are still remembered by themselves
    drawn = remembered(
        lambda: [_block(stream, place, raw) for place, raw in plain.items()],
        type(stream.stream_block),
        [(raw["type"], raw["value"]) for raw in plain.values()],
    )
    found = dict(zip(plain, drawn, strict=True))
    return [
        (raw["type"], found[place] if place in found else ways.get(raw["type"], _anew)(stream, place, raw))
        for place, raw in blocks
    ]


def _block(stream: StreamValue, place: int, raw: Any) -> SafeString:
    # Not made into values before it is clear that somebody needs them
    return remembered(lambda: stream[place].render_as_block(), raw["type"], raw["value"])


def _anew(stream: StreamValue, place: int, _raw: Any) -> SafeString:
    return stream[place].render_as_block()


@cache
def _leading_elsewhere(kind: type[StreamBlock]) -> frozenset[str]:
    return frozenset(name for name, block in kind.base_blocks.items() if _leads_elsewhere(block))


def _leads_elsewhere(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return _leads_elsewhere(block.child_block)
    if isinstance(block, StructBlock):
        return any(map(_leads_elsewhere, block.child_blocks.values()))
    return not isinstance(block, CharBlock | TextBlock)
