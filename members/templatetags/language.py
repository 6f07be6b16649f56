"""Words of a page about its language. Known to every template."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.encoding import escape_uri_path
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from members import language

register = template.Library()
# As each calls itself
NAMES = {"ja": "日本語", "en": "English"}


@register.simple_tag
def lang(page: Any = None) -> SafeString:
    """In a tag: ` lang="ja"` where what is inside is in another language than the page around it.

    What editors and members wrote is Japanese, but for a `page` that is a translation; its language alone is enough.
    """
    of_it = page if isinstance(page, str) and page else getattr(page, "said_in", language.JAPANESE)
    said_in = of_it if language.is_english() else language.JAPANESE
    return SafeString("" if said_in == (get_language() or language.JAPANESE) else f' lang="{said_in}"')


@register.filter
def section(path: str) -> str:
    """The first part of an address, in either language."""
    return language.beside(path or "/", language.JAPANESE).split("/")[1]


@register.simple_tag
def sides(address: str) -> list[dict[str, str]]:
    """The addresses of one page, one for each language; only one where the page has no other."""
    found = {code: language.beside(address, code) for code, _name in settings.LANGUAGES}
    if len(set(found.values())) == 1:
        found = {language.JAPANESE: address}
    return [{"language": code, "name": NAMES[code], "address": one} for code, one in found.items()]


@register.inclusion_tag("components/language.html", takes_context=True)
def language_switch(context: dict[str, Any]) -> dict[str, Any]:
    """日本語 / English: links on public pages, a form where the reader's choice is remembered."""
    request = context.get("request")
    if request is None:
        return {}
    return {
        "now": get_language(),
        "sides": sides(escape_uri_path(request.path)),
        "query": request.GET.urlencode(),
        "is_personal": language.is_personal(request.path),
        "names": NAMES.items(),
        "next": request.get_full_path() if request.method in ("GET", "HEAD") else request.path,
        "csrf_token": context.get("csrf_token"),
    }
