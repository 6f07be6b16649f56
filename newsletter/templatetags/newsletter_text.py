"""How texts of an issue are written on the page and in the mail."""

import re

from django import template
from django.conf import settings
from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Django's urlize looks for spaces, which Japanese does not set around an address
ADDRESS = re.compile(r"https?://[!-~]+")
TRAILING = ".,;:!?'\")]}>"


@register.filter
def linked(text: str) -> SafeString:
    """Paragraphs, with links where addresses are."""
    pieces, end = [], 0
    for match in ADDRESS.finditer(text or ""):
        address = match[0].rstrip(TRAILING)
        pieces += [escape(text[end : match.start()]), format_html('<a href="{}">{}</a>', address, address)]
        end = match.start() + len(address)
    pieces.append(escape((text or "")[end:]))
    return mark_safe(linebreaks("".join(pieces)))  # every piece was escaped above


@register.simple_tag
def mail_picture(image, width: int = 560) -> dict[str, str | int]:
    """Whole address and size of a picture that mail programs show; nothing where its file is missing."""
    try:
        rendition = image.get_rendition(f"width-{width * 2}|format-jpeg")
    except (OSError, ValueError):
        return {}
    address = rendition.url if "://" in rendition.url else f"{settings.SITE_URL}{rendition.url}"
    return {"address": address, "width": min(width, rendition.width)}
