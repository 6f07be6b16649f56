"""The body of a case as HTML. What leads to images and files is remembered with what is known of these."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue

from cms import drawing
from cms.blocks.showing import known_of_documents
from cms.models import CasePage
from cms.pictures import Pictures


def pictures(page: CasePage, beside: Iterable[CasePage] = ()) -> Pictures:
    """The main picture, all photos, and those of the cards beneath."""
    photos = _named(page.body, "photos", "image")
    return Pictures([page.picture_id, *photos, *(one.picture_id for one in beside)])


def draw(body: StreamValue, shown: Pictures) -> list[tuple[str, SafeString]]:
    """Each block with its kind."""
    documents = known_of_documents(_named(body, "materials", "document"))
    return drawing.body(body, {"photos": partial(_photos, shown), "materials": partial(_materials, documents)})


def _photos(shown: Pictures, body: StreamValue, place: int, raw: Any) -> SafeString:
    def drawn() -> SafeString:
        shown.tell(row["image"] for row in body[place].value["rows"] if row["image"])
        return body[place].render_as_block()

    known = [shown.facts.get(key) for key in _keys(raw, "image")]
    return drawing.remembered(drawn, raw["type"], raw["value"], known, hold=shown.are_as_known)


def _materials(documents: dict[int, tuple], body: StreamValue, place: int, raw: Any) -> SafeString:
    known = [documents.get(key) for key in _keys(raw, "document")]
    return drawing.remembered(lambda: body[place].render_as_block(), raw["type"], raw["value"], known)


def _named(body: StreamValue, kind: str, field: str) -> list[int]:
    return [key for raw in body.raw_data if raw["type"] == kind for key in _keys(raw, field)]


def _keys(raw: Any, field: str) -> Iterator[int]:
    """To what the rows of a block lead, as it is stored."""
    for row in raw["value"].get("rows", ()):
        # What a program made says each row without the wrapping that the editor gives it
        if key := row.get("value", row).get(field):
            yield key
