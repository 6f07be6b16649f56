"""When something changed that the public reads. A page that is kept ready is good for as long as the number is the same.

The database raises it by itself (cms/triggers.py) when a table changes that public pages are made from. Which these are is
said here; tests/test_who_may.py fails when a public page asks another one.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from cms.models import CaseTag, Growth, PublicPage, PublicVersion, SearchEntry, Synonyms, Uptake
from members.models import (
    Approach,
    ApproachClass,
    Block,
    Cohort,
    Organisation,
    OrganisationType,
    Participation,
    Prefecture,
    TargetGroup,
    Theme,
)

# A draft that is saved, while somebody types, alters nothing that is read
OF_DRAFTS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}
_watched: dict[type[Model], set[str]] = {}
_by_the_clock: set[Callable[[], int]] = set()


def watch(*models: type[Model], but: Iterable[str] = ()) -> None:
    """Public pages are made from these. `but` are fields that none of them shows."""
    for model in models:
        _watched[model] = set(but)


def watch_clock(number: Callable[[], int]) -> None:
    """`number` is another one as soon as a moment has passed that changes a public page. Asked as often as the version."""
    _by_the_clock.add(number)


def watch_site() -> None:
    """What the pages of this package are made from; their own tables are watched anyway."""
    image = get_image_model()
    watch(Page, but=OF_DRAFTS)
    watch(Site, Locale, Collection, CollectionViewRestriction, PageViewRestriction)
    watch(image, image.get_rendition_model(), get_document_model(), Tag, CaseTag)
    watch(SearchEntry, Synonyms, Growth, Uptake)
    watch(Organisation, Participation, Cohort, OrganisationType)
    watch(Block, Prefecture, TargetGroup, Theme, Approach, ApproachClass)


def version() -> int | None:
    """The number now; None while the database does not raise it: nothing may be kept then."""
    return PublicVersion.objects.values_list("number", flat=True).filter(pk=1).first()


def moment() -> frozenset[tuple[str, int]]:
    """What the clock alone has changed until now."""
    return frozenset((number.__qualname__, number()) for number in _by_the_clock)


def tables() -> dict[str, set[str]]:
    """Every watched table with the columns that count, those of many-to-many fields among them."""
    found: dict[str, set[str]] = {}
    watched: dict[type[Model], set[str]] = {
        model: set() for model in apps.get_models() if issubclass(model, PublicPage)
    }
    for model, but in {**watched, **_watched}.items():
        found[model._meta.db_table] = _columns(model, but)
        for field in model._meta.local_many_to_many:
            through: Any = field.remote_field.through
            found[through._meta.db_table] = _columns(through, ())
    return found


def _columns(model: type[Model], but: Iterable[str]) -> set[str]:
    return {field.column for field in model._meta.local_concrete_fields if field.column and field.name not in but}
