"""For templates of public pages: parts that are drawn once for what they say (cms/drawing.py)."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.images.models import AbstractImage

from cms import drawing, pictures

register = template.Library()


@register.simple_tag
def draw(template_name: str, **facts: Any) -> SafeString:
    """As `include … only`. The facts are words, numbers and lists of such."""
    return drawing.from_template(template_name, **facts)


@register.simple_tag
def photo(image: AbstractImage, sizes_made: str, **attributes: str) -> SafeString:
    """As Wagtail's `picture`, with `sizes_made` in one text: "width-{480,960} format-{avif,webp}"."""
    return pictures.draw(image, sizes_made, **attributes)
