"""The vocabulary the product ships with. Loading it again adds what is missing and changes nothing that is there."""

import csv
import json
from pathlib import Path

from django.db import transaction

from members import access
from members.models import (
    Approach,
    ApproachClass,
    Block,
    OrganisationType,
    Prefecture,
    TargetGroup,
    Theme,
)

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def _rows(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shipped_words() -> dict:
    return json.loads((FIXTURES / "words.json").read_text(encoding="utf-8"))


def _add_missing(model, entries: list[dict], **fields) -> set[str]:
    """Create the words that are not there, by slug or by name: the secretariat may have renamed either."""
    slugs = set(model.objects.values_list("slug", flat=True))
    names = set(model.objects.values_list("name", flat=True))
    missing = [entry for entry in entries if entry["slug"] not in slugs and entry["name"] not in names]
    orders = {entry["slug"]: order for order, entry in enumerate(entries, start=1)}
    for entry in missing:
        # One by one: a block and a theme open their room when they are saved
        model.objects.create(
            slug=entry["slug"],
            name=entry["name"],
            order=orders[entry["slug"]],
            **{field: value(entry) for field, value in fields.items()},
        )
    return {entry["slug"] for entry in missing}


@transaction.atomic
def load_words() -> bool:
    """Blocks, prefectures, target groups, themes, approaches, types. True when something was added."""
    words = shipped_words()
    added: set[str] = set()
    added |= _add_missing(Block, _rows("blocks.csv"))
    blocks = {block.name: block for block in Block.objects.filter(slug__in=[r["slug"] for r in _rows("blocks.csv")])}
    known = set(Prefecture.objects.values_list("code", flat=True))
    prefectures = [row for row in _rows("prefectures.csv") if row["code"] not in known and row["block"] in blocks]
    Prefecture.objects.bulk_create(
        Prefecture(code=row["code"], name=row["name"], block=blocks[row["block"]]) for row in prefectures
    )
    added |= {row["code"] for row in prefectures}
    added |= _add_missing(TargetGroup, words["target_groups"])
    groups = {group.name: group for group in TargetGroup.objects.all()}
    new_themes = _add_missing(Theme, words["themes"], description=lambda entry: entry["description"])
    for entry in words["themes"]:
        if entry["slug"] in new_themes:
            # Only for a theme made now: later, the assignment is the secretariat's
            Theme.objects.get(slug=entry["slug"]).target_groups.set(
                groups[name] for name in entry["target_groups"] if name in groups
            )
    added |= new_themes
    added |= _add_missing(ApproachClass, words["approaches"])
    classes = {found.slug: found for found in ApproachClass.objects.all()}
    kinds = [
        {**kind, "class": classes[entry["slug"]]}
        for entry in words["approaches"]
        if entry["slug"] in classes
        for kind in entry["kinds"]
    ]
    added |= _add_missing(Approach, kinds, approach_class=lambda entry: entry["class"])
    added |= _add_missing(OrganisationType, words["organisation_types"])
    if added:
        access.raise_version()
    return bool(added)


def types_by_legal_form() -> dict[str, OrganisationType]:
    """The type that a legal form names outright. An empty legal form names none."""
    types = {found.slug: found for found in OrganisationType.objects.all()}
    return {
        form: types[entry["slug"]]
        for entry in shipped_words()["organisation_types"]
        if entry["slug"] in types
        for form in entry.get("legal_forms", ())
    }
