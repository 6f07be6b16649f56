"""One row of the list, checked: what the file says, in our words."""

from dataclasses import dataclass, field

from members.models import Block, Prefecture, TargetGroup

# Values that are not called like the column they come from
COLUMNS_OF = {"home_prefecture": "prefectures", "extra_blocks": "blocks"}


@dataclass
class Entry:
    line: int
    cohort: int
    number: int
    name: str
    project_title: str
    legal_form: str = ""
    area: str = ""
    corporate_number: str = ""
    code: str = ""
    nationwide: bool = False
    adopted_in_previous_year: bool = False
    withdrawn: bool = False
    target_groups: list[TargetGroup] = field(default_factory=list)
    prefectures: list[Prefecture] = field(default_factory=list)
    # Blocks that no prefecture of the row leads to
    extra_blocks: list[Block] = field(default_factory=list)
    # Keys of the columns that say nothing in this row: they are not in the file, or an empty cell means "unknown"
    silent: frozenset[str] = frozenset()

    @property
    def places(self) -> set[str]:
        return {prefecture.code for prefecture in self.prefectures}

    @property
    def names_a_place(self) -> bool:
        return bool(self.prefectures or self.extra_blocks or self.nationwide)

    def says(self, name: str) -> bool:
        """Whether the row says anything about this value; where it does not, what is stored stays."""
        return COLUMNS_OF.get(name, name) not in self.silent

    def remembered(self) -> dict:
        """What is kept with the participation, so that the next import can tell its own words from a member's."""
        values = {
            "name": self.name,
            "legal_form": self.legal_form,
            "area": self.area,
            "nationwide": self.nationwide,
            "project_title": self.project_title,
            "adopted_in_previous_year": self.adopted_in_previous_year,
            "withdrawn": self.withdrawn,
            "home_prefecture": self.prefectures[0].code if self.prefectures else "",
            "target_groups": sorted(group.pk for group in self.target_groups),
            "prefectures": sorted(self.places),
            "extra_blocks": sorted(block.pk for block in self.extra_blocks),
        }
        return {name: value for name, value in values.items() if self.says(name)}
