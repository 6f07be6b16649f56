"""The site of the demonstration: the page tree, and six cases about six organisations that do not exist, one of them in
English, too.
"""

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale

from cms import site
from cms.models import CaseIndexPage, CasePage, HomePage
from members.models import Approach, Cohort, Organisation, Prefecture, TargetGroup, Theme

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
CONTENT = HERE / "content"
COLLECTION = "見本"
HOME_PICTURE = "veranda"
HOME_PICTURE_ALT = "古い家の縁側に近所の人が並んで座り、お茶を飲んでいる絵。庭には柿の木がある。"
WORDS: dict[str, Any] = {
    "target_groups": TargetGroup,
    "approaches": Approach,
    "themes": Theme,
    "prefectures": Prefecture,
}


@transaction.atomic
def load() -> None:
    """Add what is not there. Pictures that are missing are left out."""
    home = site.create()
    _home_picture(home)
    told = [json.loads(path.read_text(encoding="utf-8")) for path in (CONTENT / "cases").glob("*.json")]
    for entry in sorted(told, key=lambda entry: entry["published"]):
        if not CasePage.objects.originals().filter(slug=entry["slug"]).exists():
            _case(entry)
    for path in (CONTENT / "english").glob("*.json"):
        _in_english(path.stem, json.loads(path.read_text(encoding="utf-8")))


def _in_english(slug: str, words: dict[str, Any]) -> None:
    """As an editor translates it: the words alone, everything else stays with the original."""
    english = Locale.objects.get(language_code="en")
    case = CasePage.objects.originals().get(slug=slug)
    if case.get_translation_or_none(english) is None:
        translation = case.copy_for_translation(english, copy_parents=True)
        translation.title, translation.summary = words["title"], words["summary"]
        translation.picture_alt, translation.body = words["picture_alt"], _body(words["body"])
        translation.save_revision().publish()


def _case(entry: dict[str, Any]) -> None:
    page = CasePage(
        title=entry["title"],
        slug=entry["slug"],
        summary=entry["summary"],
        picture=_picture(entry["picture"]),
        picture_alt=entry["picture_alt"],
        organisation=Organisation.objects.filter(code=entry["organisation"]).first(),
        cohort=Cohort.objects.filter(year=2025).first(),
        is_composite=entry.get("is_composite", False),
        body=_body(entry["body"]),
        first_published_at=datetime.fromisoformat(entry["published"]),
    )
    for name, model in WORDS.items():
        setattr(page, name, model.objects.filter(name__in=entry[name]))
    page.tags.add(*entry["tags"])
    # Read again for each: treebeard counts children in the row, not in our copy
    CaseIndexPage.objects.originals().get().add_child(instance=page)
    page.save_revision().publish()
    CasePage.objects.filter(pk=page.pk).update(last_published_at=page.first_published_at)


def _body(blocks: list[tuple[str, dict[str, Any]]]) -> str:
    return json.dumps([block for kind, value in blocks if (block := _block(kind, value))])


def _block(kind: str, value: dict[str, Any]) -> dict[str, Any] | None:
    """Names of pictures and files become their numbers; a block whose file is missing is left out."""
    if kind == "photos":
        rows = [(row, _picture(row["image"], row["part"])) for row in value["rows"]]
        value = {
            "rows": [{"image": image.pk, "alt": row["alt"], "caption": row["caption"]} for row, image in rows if image]
        }
    elif kind == "materials":
        value = {"rows": [{**row, "document": _document(row["document"]).pk} for row in value["rows"]]}
    return {"type": kind, "value": value} if value.get("rows", True) else None


def _home_picture(home: HomePage) -> None:
    picture = _picture(HOME_PICTURE)
    if picture and not home.picture_id:
        home.picture, home.picture_alt = picture, HOME_PICTURE_ALT
        home.save_revision().publish()


def _collection() -> Collection:
    found = Collection.objects.filter(name=COLLECTION).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)


def _picture(name: str, part: list[float] | None = None):
    """The picture, or a part of it: left, top, right, bottom as shares of the whole."""
    model = get_image_model()
    path = PICTURES / f"{name}.webp"
    title = f"{COLLECTION} {name}" + ("（一部）" if part else "")
    if found := model.objects.filter(title=title).first():
        return found
    if not path.exists():
        return None
    content = _cut(path, part) if part else path.read_bytes()
    file = ImageFile(BytesIO(content), name=f"{name}{'-part' if part else ''}.webp")
    return model.objects.create(title=title, file=file, collection=_collection())


def _cut(path: Path, part: list[float]) -> bytes:
    content = BytesIO()
    with Image.open(path) as whole:
        width, height = whole.size
        left, top, right, bottom = part
        box = (int(left * width), int(top * height), int(right * width), int(bottom * height))
        whole.crop(box).save(content, "WEBP", quality=90)
    return content.getvalue()


def _document(name: str):
    model = get_document_model()
    title = "はじめの三か月に確かめること（見本）"
    found = model.objects.filter(title=title).first()
    if found is None:
        # With a mark, so that old editors on Windows see Japanese
        text = (CONTENT / f"{name}.txt").read_text(encoding="utf-8").encode("utf-8-sig")
        found = model.objects.create(title=title, file=ContentFile(text, name=f"{name}.txt"), collection=_collection())
    return found
