"""A page said in English is the page itself, with the words of its translation.

Which page stands at an address, who may read it and what belongs to it (its organisation, the words it is filed under,
quotes, what somebody keeps) is said by the Japanese original alone. A translation, made in the admin with
wagtail-localize, lends its words and nothing else: so a case is one case in every list, map, feed and search, and is gone in both
languages when it is taken back or locked. A page that nobody has translated is shown in Japanese at its English address.
No copies wait for that in the English tree: they would be pages like others, to be left out everywhere, and would have to be kept in step.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from members.language import is_english


def published() -> PageQuerySet:
    """The translations that lend their words where another language than Japanese is read."""
    return Page.objects.live().filter(locale__language_code=get_language(), alias_of=None)


def say(pages: Iterable[Any]) -> None:
    """Give these pages, originals of any kinds, the words of their published translations where English is read. One query.

    What is no page is left as it is.
    """
    if not is_english():
        return
    kinds: dict[type[Page], list[Any]] = defaultdict(list)
    for page in pages:
        if isinstance(page, Page):
            kinds[type(page)].append(page)
    unread = {kind: set.intersection(*(page.get_deferred_fields() for page in kinds[kind])) for kind in kinds}
    found = published().filter(translation_key__in=[page.translation_key for some in kinds.values() for page in some])
    found = found.select_related(*map(_link, kinds))
    found = found.defer(*(f"{_link(kind)}__{name}" for kind in kinds for name in unread[kind]))
    translations = {one.translation_key: one for one in found}
    for kind, originals in kinds.items():
        for page in originals:
            if (translation := translations.get(page.translation_key)) is not None:
                _lend(page, getattr(translation, _link(kind)), words(kind) - page.get_deferred_fields())


def _link(kind: type[Page]) -> str:
    """How a page calls what it is besides."""
    return kind._meta.get_ancestor_link(Page).remote_field.get_accessor_name()


def words(kind: type[Page]) -> set[str]:
    """The fields of a kind of page that are words."""
    return {field.field_name for field in get_translatable_fields(kind) if isinstance(field, TranslatableField)}


def _lend(page: Any, translation: Page, fields: set[str]) -> None:
    for field in fields:
        setattr(page, field, getattr(translation, field))
    page.said_in = get_language()
