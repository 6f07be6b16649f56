"""One row of the list, checked: what the file says, in our words."""

from dataclasses import dataclass, field

from members.models import Block, Prefecture, TargetGroup


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

    @property
    def places(self) -> set[str]:
        return {prefecture.code for prefecture in self.prefectures}

    def remembered(self) -> dict:
        """What is kept with the participation, so that the next import can tell its own words from a member's."""
        return {
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
