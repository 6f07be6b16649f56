"""Keeps the index in step with what it is made from: called by Wagtail when something is saved, published or deleted."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from modelsearch.backends.base import BaseIndex, get_model_root
from modelsearch.index import AutocompleteField, RelatedFields, SearchField, class_is_indexed, get_indexed_models

from cms.models import SearchEntry
from cms.searching import tokens
from cms.searching.engines import Row, engine

LONGEST = 100_000  # signs of one object that are read
TYPES, OBJECTS = 2**18, 2**28  # how many of each a key has room for


class Index(BaseIndex):
    def add_item(self, item) -> None:
        """One that was saved. A draft leaves what is found as it is, and so every public page that is kept ready."""
        if class_is_indexed(type(item)):
            row, _tokens = _entry(item, root_type(type(item)), set())
            if not SearchEntry.objects.filter(**row._asdict()).exists():
                self.add_items(type(item), [item])

    def add_items(self, model, items: Iterable[Any]) -> None:
        """Objects of one model; those that are there already are written anew."""
        items = list(items)
        if not items or not class_is_indexed(model):
            return
        content_type = root_type(model)
        marks = {model_token(one) for one in [model, *model._meta.get_parent_list()] if class_is_indexed(one)}
        engine().drop(content_type, [item.pk for item in items])
        engine().put([_entry(item, content_type, marks) for item in items])

    def delete_item(self, item) -> None:
        # After Django has deleted it an object has no key any more, while its signals are sent it has
        engine().drop(root_type(type(item)), [item.pk])

    def reset(self) -> None:
        with connection.cursor() as cursor:
            for statement in engine().empty:
                cursor.execute(statement)


class Rebuilder:
    """Goes over everything, portion by portion, while people search: nothing is missing meanwhile."""

    def __init__(self, index: Index):
        self.index = index

    def start(self) -> Index:
        for root in {get_model_root(model) for model in get_indexed_models()}:
            content_type = root_type(root)
            entries = SearchEntry.objects.filter(content_type=content_type)
            gone = entries.exclude(object_id__in=root._base_manager.values("pk")).values_list("object_id", flat=True)
            engine().drop(content_type, list(gone))
        return self.index

    def finish(self) -> None:
        pass


def root_type(model: type[models.Model]) -> int:
    """The content type under which its objects stand: a page is one, of whatever kind."""
    return ContentType.objects.get_for_model(get_model_root(model)).pk


def model_token(model: type[models.Model]) -> str:
    """What every object of this model has in the index."""
    return tokens.of_model(ContentType.objects.get_for_model(model).pk)


def _entry(item, content_type: int, marks: set[str]) -> tuple[Row, set[str]]:
    titles, texts = parts(item)
    # With an empty line, so that no word goes on from one part into the next
    title, in_title = tokens.of_text("\n\n".join(titles)[:LONGEST])
    text, anywhere = tokens.of_text("\n\n".join([*titles, *texts])[:LONGEST])
    row = Row(_key(item, content_type), content_type, item.pk, title, text)
    return row, marks | anywhere | {tokens.TITLE + one for one in in_title}


def parts(item) -> tuple[list[str], list[str]]:
    """What of an object is searched, as it is written: what it is called, and everything else."""
    titles: dict[str, None] = {}
    texts: dict[str, None] = {}
    for field, value in _values(item, item.get_search_fields()):
        is_title = isinstance(field, AutocompleteField) or field.field_name == "title"
        (titles if is_title else texts)[value] = None
    return list(titles), [text for text in texts if text not in titles]


def written(item) -> list[str]:
    """What of it can be shown as an excerpt: what somebody wrote into a field, besides what it is called."""
    columns = {field.name for field in item._meta.get_fields()}
    fields = [field for field in item.get_searchable_search_fields() if field.field_name in columns - {"title", "name"}]
    return [text for _field, text in _values(item, fields)]


def _values(item, fields) -> Iterator[tuple[Any, str]]:
    for field in fields:
        if isinstance(field, RelatedFields):
            related = field.get_value(item)
            for one in related.all() if isinstance(related, models.Manager) else filter(None, [related]):
                yield from _values(one, field.fields)
        elif isinstance(field, SearchField | AutocompleteField):
            yield from ((field, text) for text in _texts(field.get_value(item)))


def _texts(value) -> Iterator[str]:
    if isinstance(value, list | tuple | models.QuerySet):
        for one in value:
            yield from _texts(one)
    elif value is not None and (text := str(value).strip()):
        yield text


def _key(item, content_type: int) -> int:
    """By day, then by kind and number: the newest have the highest, and each object has one of its own."""
    when = getattr(item, "first_published_at", None) or getattr(item, "created_at", None) or datetime.now(UTC)
    day = (when.date() - date(1970, 1, 1)).days
    if not (content_type < TYPES and item.pk < OBJECTS):
        raise ValueError(f"No room in the index for {type(item).__name__} {item.pk}")
    return (max(day, 0) * TYPES + content_type) * OBJECTS + item.pk
