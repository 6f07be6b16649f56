"""Parts of public pages, drawn once for what they say.

After each publication every public page is made anew (cms/freshness.py), and most of it says what it said before. So a
part that is made from plain facts and nothing else, the body of a case or a card, is remembered by these facts: the same
facts in the same language make the same HTML, on whatever page. Nothing has to be thrown away when something changes:
other facts are another part.
"""

import pickle
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.blocks import Block, CharBlock, ListBlock, StreamBlock, StreamValue, StructBlock, TextBlock

_drawn = caches["drawn"]


def name_of(*facts: Any) -> str:
    """Of all that a part is made from: words, numbers, lists of such. A page or an image is none: it could ask for more."""
    return blake2b(pickle.dumps((get_language(), facts)), digest_size=20).hexdigest()


def find(name: str) -> Any:
    """None where nothing is remembered. Who works on the templates sees them as they are."""
    return None if settings.DEBUG else _drawn.get(name)


def keep(name: str, part: Any) -> None:
    _drawn.set(name, part)


def remembered(draw: Callable[[], SafeString], *facts: Any) -> SafeString:
    """What `draw` makes of these facts, from memory if it was made before."""
    name = name_of(*facts)
    if (part := find(name)) is None:
        part = draw()
        keep(name, part)
    return part


def from_template(template: str, **facts: Any) -> SafeString:
    """This template, which sees these facts and nothing else."""
    return remembered(lambda: render_to_string(template, facts), template, facts)


def body(stream: StreamValue) -> list[tuple[str, SafeString]]:
    """Each block of a body with its kind. What leads to a file or an image is asked for, and so drawn anew."""
    return [(raw["type"], _block(stream, place, raw)) for place, raw in enumerate(stream.raw_data)]


def _block(stream: StreamValue, place: int, raw: Any) -> SafeString:
    if raw["type"] in _leading_elsewhere(type(stream.stream_block)):  # type: ignore[arg-type]
        return stream[place].render_as_block()
    # Not made into values before it is clear that somebody needs them
    return remembered(lambda: stream[place].render_as_block(), raw["type"], raw["value"])


@cache
def _leading_elsewhere(kind: type[StreamBlock]) -> frozenset[str]:
    return frozenset(name for name, block in kind.base_blocks.items() if _leads_elsewhere(block))


def _leads_elsewhere(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return _leads_elsewhere(block.child_block)
    if isinstance(block, StructBlock):
        return any(map(_leads_elsewhere, block.child_blocks.values()))
    return not isinstance(block, CharBlock | TextBlock)
