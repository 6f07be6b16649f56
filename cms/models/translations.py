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
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from members.language import is_english


def say(pages: Iterable[Any]) -> None:
    """Give these pages, originals, the words of their published translations where English is read. A query for each kind of page."""
    if not is_english():
        return
    kinds: dict[type[Any], list[Any]] = defaultdict(list)
    for page in pages:
        kinds[type(page)].append(page)
    for kind, originals in kinds.items():
        unread = set.intersection(*(page.get_deferred_fields() for page in originals))
        found = kind._default_manager.live().filter(
            locale__language_code=get_language(),
            alias_of=None,
            translation_key__in=[page.translation_key for page in originals],
        )
        translations = {one.translation_key: one for one in found.defer(*unread)}
        for page in originals:
            if (translation := translations.get(page.translation_key)) is not None:
                _lend(page, translation, words(kind) - unread)


def words(kind: type[Page]) -> set[str]:
    """The fields of a kind of page that are words."""
    return {field.field_name for field in get_translatable_fields(kind) if isinstance(field, TranslatableField)}


def _lend(page: Any, translation: Page, fields: set[str]) -> None:
    for field in fields:
        setattr(page, field, getattr(translation, field))
    page.said_in = get_language()
