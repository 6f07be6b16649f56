"""What there is in which prefecture and block, and for whom; and so what is missing (R99)."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from cms import casework, directory
from members.models import Block, Prefecture, TargetGroup

SHAPES = Path(__file__).parent / "shapes" / "japan.json"
FEW, MANY = 2, 5


@dataclass(frozen=True)
class Place:
    """A prefecture with how many organisations and cases it has; `shape` is its outline on the map."""

    code: str
    name: str
    shape: str
    organisations: int
    cases: int

    @property
    def level(self) -> int:
        """0 where nobody is, to 3 where many are."""
        number = self.organisations
        return (number > 0) + (number >= FEW) + (number >= MANY)

    @property
    def label(self) -> str:
        return _("%(name)s：団体%(organisations)s、事例%(cases)s") % {
            "name": self.name,
            "organisations": self.organisations,
            "cases": self.cases,
        }


@dataclass(frozen=True)
class Region:
    """A block with its prefectures."""

    name: str
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """A target group in the table of who is reached where: each block with how many reach it there."""

    target: TargetGroup
    numbers: list[tuple[Block, int]]


@cache
def shapes() -> dict[str, str]:
    """Outlines by JIS code."""
    return json.loads(SHAPES.read_text(encoding="utf-8"))


def regions() -> list[Region]:
    """Every prefecture in its block. 見本 count nowhere."""
    organisations = _by_prefecture(directory.public().counted())
    cases = _by_prefecture(casework.counted())
    found: dict[int, Region] = {}
    for one in Prefecture.objects.select_related("block").order_by("block__order", "code"):
        place = Place(one.code, one.name, shapes().get(one.code, ""), organisations[one.code], cases[one.code])
        found.setdefault(one.block_id, Region(one.block.name)).places.append(place)
    return list(found.values())


def _by_prefecture(rows: QuerySet) -> Counter[str]:
    number = rows.order_by().exclude(prefectures=None).values_list("prefectures").annotate(Count("pk", distinct=True))
    return Counter(dict(number))


def coverage(*, of_cases: bool) -> list[Row]:
    """Target group × block: organisations, or cases, as the lists behind each number count them."""
    if of_cases:
        rows, ways = casework.counted(), ["prefectures__block"]
    else:
        rows, ways = directory.public().counted(), ["prefectures__block", "extra_blocks"]
    blocks: dict[int, set[int]] = defaultdict(set)
    for way in ways:
        for pk, block in rows.order_by().values_list("pk", way):
            blocks[pk].add(block)
    met: Counter[tuple[int, int]] = Counter()
    for pk, target in rows.order_by().values_list("pk", "target_groups").distinct():
        met.update((target, block) for block in blocks[pk])
    everywhere = list(Block.objects.all())
    return [Row(one, [(block, met[one.pk, block.pk]) for block in everywhere]) for one in TargetGroup.objects.all()]


def missing(rows: list[Row]) -> list[tuple[Block, list[TargetGroup]]]:
    """The same in words: each block with whom nobody reaches there yet."""
    found: dict[Block, list[TargetGroup]] = {}
    for row in rows:
        for block, number in row.numbers:
            found.setdefault(block, [])
            if not number:
                found[block].append(row.target)
    return list(found.items())


def nationwide() -> int:
    """Organisations that work everywhere: they stand in no prefecture for that."""
    return directory.public().counted().filter(nationwide=True).count()
