"""Write a plan down. New organisations in bulk, so that a first list of a hundred takes a moment."""

from wagtail.search.backends import get_search_backend

from members import access
from members.importing.planning import ORGANISATION_SETS, Step
from members.models import Cohort, Organisation, Participation
from members.text import fold


def save(cohort: Cohort, steps: list[Step]) -> None:
    """All of it; the caller holds the transaction."""
    if cohort.pk is None and steps:
        cohort.save()
    _save_new([step for step in steps if step.is_new])
    for step in steps:
        _save_known(step)
    # What is stored in bulk sends no signals
    get_search_backend().add_bulk(Organisation, [step.organisation for step in steps])
    access.raise_version()


def _save_new(steps: list[Step]) -> None:
    for step in steps:
        step.organisation.folded_name = fold(step.organisation.name)  # bulk_create does not call save()
    Organisation.objects.bulk_create([step.organisation for step in steps])
    for step in steps:
        step.participation.organisation = step.organisation
        step.participation.imported = step.entry.remembered()
    Participation.objects.bulk_create([step.participation for step in steps])
    for name in ORGANISATION_SETS:
        _link(Organisation, name, [(step.organisation.pk, pk) for step in steps for pk in step.sets[name][0]])
    groups = [(step.participation.pk, pk) for step in steps for pk in step.participation_groups[0]]
    _link(Participation, "target_groups", groups)


def _link(model, name: str, pairs: list[tuple]) -> None:
    relation = model._meta.get_field(name)
    through = relation.remote_field.through
    ours, theirs = relation.m2m_column_name(), relation.m2m_reverse_name()
    through.objects.bulk_create(through(**{ours: one, theirs: other}) for one, other in pairs)


def _save_known(step: Step) -> None:
    organisation, participation = step.organisation, step.participation
    # What this file does not say, an earlier one may have said
    remembered = {**participation.imported, **step.entry.remembered()}
    if not step.changes and participation.imported == remembered:
        return
    if step.values:
        for name, value in step.values.items():
            setattr(organisation, name, value)
        organisation.save(update_fields=[*step.values, "updated_at"])
    for name, (add, remove) in step.sets.items():
        relation = getattr(organisation, name)
        relation.remove(*remove)
        relation.add(*add)
    for name, value in step.participation_values.items():
        setattr(participation, name, value)
    participation.imported = remembered
    participation.save()
    add, remove = step.participation_groups
    participation.target_groups.remove(*remove)
    participation.target_groups.add(*add)
