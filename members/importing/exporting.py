"""The other way round: a participation as a row of the list, so that a list can be taken out, changed and read again."""

from members.importing.columns import COLUMNS
from members.models import Participation


def row(participation: Participation) -> dict[str, str | int]:
    """Values by column key, as `checking` reads them."""
    organisation = participation.organisation
    # By the order in which organisations have them: the leading prefecture first
    prefectures = sorted(organisation.prefectures.all(), key=lambda p: (p.pk != organisation.home_prefecture_id, p.pk))
    blocks = dict.fromkeys(prefecture.block for prefecture in prefectures) or organisation.extra_blocks.all()
    values: dict[str, str | int] = {
        "cohort": participation.cohort.year,
        "no": participation.number,
        "name": organisation.name,
        "legal_form": organisation.legal_form,
        "project_title": participation.project_title,
        "target_groups": "、".join(group.name for group in participation.target_groups.all()),
        "area": organisation.area,
        "prefectures": "、".join(prefecture.name for prefecture in prefectures),
        "blocks": "、".join(block.name for block in blocks),
        "nationwide": int(organisation.nationwide),
        "adopted_in_previous_year": int(participation.adopted_in_previous_year),
        "withdrawn": int(participation.withdrawn),
        "corporate_number": organisation.corporate_number,
        "code": organisation.code,
    }
    return {column.key: values[column.key] for column in COLUMNS}
