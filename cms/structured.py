"""What a page tells machines in schema.org's words, as JSON-LD. A browser reads it and runs nothing."""

import json
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString

from cms.models import CasePage, PracticePage
from members.models import Organisation

# As Django's json_script: nothing in the text can end the element
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def script(facts: dict[str, Any]) -> SafeString:
    """The element for <head>; facts that are empty are left out."""
    told = {
        "@context": "https://schema.org",
        **{name: value for name, value in facts.items() if value not in (None, "", [])},
    }
    text = json.dumps(told, ensure_ascii=False).translate(ESCAPES)
    return SafeString(f'<script type="application/ld+json">{text}</script>')


def article(case: CasePage | PracticePage, words: list[str], places: list[str], picture: str = "") -> SafeString:
    """`words` the case is found by, `places` it tells of, whole address of its `picture`."""
    site = {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": f"{settings.SITE_URL}/"}
    told_by = {"@type": "Organization", "name": case.organisation.name} if case.organisation else site
    published, changed = case.first_published_at, case.last_published_at
    return script(
        {
            "@type": "Article",
            "headline": case.title,
            "description": case.description,
            "inLanguage": case.said_in,
            "mainEntityOfPage": case.address,
            "image": [picture] if picture else [],
            "datePublished": published.isoformat() if published else "",
            "dateModified": changed.isoformat() if changed else "",
            "author": told_by,
            "publisher": site,
            "keywords": words,
            "contentLocation": [{"@type": "Place", "name": place} for place in places],
        }
    )


def network() -> SafeString:
    """The network itself, for its first page."""
    return script(
        {
            "@type": "Organization",
            "name": settings.WAGTAIL_SITE_NAME,
            "url": f"{settings.SITE_URL}/",
            "logo": f"{settings.SITE_URL}{static('img/icon-512.png')}",
        }
    )


def organisation(one: Organisation, address: str) -> SafeString:
    """`address`: the whole one of its page. What is invented is told to no machine, which would take it for true."""
    if one.is_sample:
        return SafeString("")
    places = [prefecture.name for prefecture in one.prefectures.all()] or ([one.area] if one.area else [])
    return script(
        {
            "@type": "Organization",
            "name": one.name,
            "legalName": one.full_name,
            "description": one.summary,
            "url": address,
            "sameAs": one.website if one.website.startswith("http") else "",
            "foundingDate": str(one.founded_year or ""),
            "areaServed": [{"@type": "AdministrativeArea", "name": place} for place in places],
            "memberOf": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": f"{settings.SITE_URL}/"},
        }
    )
