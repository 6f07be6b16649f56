"""A page and its translation are one thing that is found: below /en/ by the words of either, elsewhere by the Japanese ones.

The index has an entry for each page of either language, as the admin searches them. For which page an entry speaks is
asked of the database, as is who may read it: an original for itself; on the English side a translation, as long as it
is published, for its original. So nothing is kept twice, nothing is to be told to the index when a translation comes or
goes, and filters, numbers and locks are those of the original.

Words that are asked for together stand together in one of the two; the words a page is filed under are in both. On the
Japanese side a translation speaks for nobody: who reads Japanese would see a text without the word that was typed.
"""

from collections.abc import Collection
from typing import Any, TypeGuard

from django.db.models import Expression, OuterRef, QuerySet, Subquery
from wagtail.models import Page

from cms.models import translations
from cms.models.base import PublicQuerySet
from members.language import is_english


def holding(rows: QuerySet, keys: Collection | Expression | QuerySet) -> QuerySet:
    """The rows for which the entries with these keys speak."""
    if not _two_sided(rows):
        return rows.filter(pk__in=keys)
    read = PublicQuerySet(Page).originals() | translations.published()
    return rows.originals().filter(translation_key__in=read.filter(pk__in=keys).values("translation_key"))


def spoken_for(rows: QuerySet, keys: Collection) -> dict[Any, Any]:
    """Which of the rows the entries with these keys speak for: key of the entry → key of the row. One query."""
    found = holding(rows.order_by(), keys)
    if not _two_sided(rows):
        return {pk: pk for pk in found.values_list("pk", flat=True)}
    translation = translations.published().filter(translation_key=OuterRef("translation_key")).values("pk")[:1]
    pairs = found.values_list("pk", Subquery(translation))
    return {entry: pk for pk, translated in pairs for entry in (pk, translated)}


def _two_sided(rows: QuerySet) -> TypeGuard[PublicQuerySet]:
    """Pages that everybody reads, below /en/. In the admin, whatever its language, every page is one of its own."""
    return is_english() and isinstance(rows, PublicQuerySet)
