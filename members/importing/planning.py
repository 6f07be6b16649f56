"""What importing would change, value by value, before anything is written.

A value of the file replaces ours only where the file itself changed since the last import. Of sets (target groups,
prefectures) only what came from this participation goes, and only what is new in the file is added: what an
organisation wrote into its own profile stays. Of what a row does not say (`Entry.says`) nothing changes.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from members.importing.entries import Entry
from members.importing.matching import Match
from members.importing.words import types_by_legal_form
from members.models import Block, Cohort, Organisation, OrganisationType, Participation, Prefecture, TargetGroup

ORGANISATION_VALUES = ("name", "legal_form", "area", "nationwide")
PARTICIPATION_VALUES = ("project_title", "adopted_in_previous_year", "withdrawn")
ORGANISATION_SETS = ("target_groups", "prefectures", "extra_blocks")


@dataclass(frozen=True)
class Change:
    label: str
    old: str
    new: str

    def __str__(self) -> str:
        return _("%(label)s: %(old)s → %(new)s") % {"label": self.label, "old": self.old, "new": self.new}


@dataclass
class Step:
    """One row: an organisation, its participation, and how they would differ from today."""

    entry: Entry
    organisation: Organisation
    participation: Participation
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    sets: dict[str, tuple[set, set]] = field(default_factory=dict)
    participation_values: dict[str, Any] = field(default_factory=dict)
    participation_groups: tuple[set, set] = (set(), set())
    is_new: bool = False
    newly_withdrawn: bool = False

    @property
    def is_changed(self) -> bool:
        return not self.is_new and bool(self.changes)

    @property
    def withdrawn(self) -> bool:
        """Afterwards; a file without the column leaves it as it is."""
        return self.participation_values.get("withdrawn", self.participation.withdrawn)

    def is_nowhere(self) -> bool:
        """Neither the row nor what is stored says where the organisation works: it would be in no room."""
        if self.entry.names_a_place:
            return False
        if self.is_new:
            return True
        after = self.values.get("nationwide", self.organisation.nationwide)
        for name in ("prefectures", "extra_blocks"):
            add, remove = self.sets.get(name, (set(), set()))
            after = after or add or {word.pk for word in getattr(self.organisation, name).all()} - remove
        return not after


class Planner:
    def __init__(self, year: int):
        self.cohort = Cohort.objects.filter(year=year).first() or Cohort(year=year)
        self.types: dict[str, OrganisationType] = types_by_legal_form()
        self.names: dict[str, dict] = {
            "target_groups": {word.pk: word.name for word in TargetGroup.objects.all()},
            "prefectures": {word.pk: word.name for word in Prefecture.objects.all()},
            "extra_blocks": {word.pk: word.name for word in Block.objects.all()},
        }

    def step(self, match: Match) -> Step:
        return self._changed(match) if match.organisation else self._new(match)

    def _new(self, match: Match) -> Step:
        entry = match.entry
        organisation = Organisation(
            code=match.new_code,
            corporate_number=entry.corporate_number,
            type=self.types.get(entry.legal_form),
            home_prefecture=entry.prefectures[0] if entry.prefectures else None,
            **{name: getattr(entry, name) for name in ORGANISATION_VALUES},
        )
        participation = Participation(
            cohort=self.cohort, number=entry.number, **{name: getattr(entry, name) for name in PARTICIPATION_VALUES}
        )
        step = Step(entry, organisation, participation, notes=match.notes, is_new=True, newly_withdrawn=entry.withdrawn)
        told = entry.remembered()
        step.sets = {name: (set(told.get(name, ())), set()) for name in ORGANISATION_SETS}
        step.participation_groups = (set(told["target_groups"]), set())
        return step

    def _changed(self, match: Match) -> Step:
        entry, organisation = match.entry, match.organisation
        assert organisation is not None
        participation = match.participation or Participation(cohort=self.cohort, organisation=organisation)
        step = Step(entry, organisation, participation, notes=match.notes)
        others = [p for p in organisation.participations.all() if p.pk != participation.pk]
        base = participation.imported
        if participation.pk is None:
            step.changes.append(Change(_("採択"), _("なし"), f"{self.cohort} {entry.number} {entry.project_title}"))
        # What a list said last: this year's, and where it says nothing the year's before
        values_base: dict = {}
        for earlier in sorted(others, key=lambda p: p.cohort.year):
            values_base |= earlier.imported if earlier.cohort.year < self.cohort.year else {}
        values_base |= base
        # What an older list says about an organisation is no news
        if not any(p.cohort.year > self.cohort.year for p in others):
            self._organisation_values(step, values_base)
        self._sets(step, base, others)
        self._participation_values(step, base)
        return step

    def _organisation_values(self, step: Step, base: dict) -> None:
        entry, organisation = step.entry, step.organisation
        for name in ORGANISATION_VALUES:
            old, new = getattr(organisation, name), getattr(entry, name)
            if not entry.says(name):
                continue
            # Never imported before: only what is empty is filled
            said_again = new == base[name] if name in base else bool(old)
            if new != old and not said_again:
                self._note(step, step.values, organisation, name, old, new)
        if entry.corporate_number and not organisation.corporate_number:
            self._note(step, step.values, organisation, "corporate_number", "", entry.corporate_number)
        if entry.prefectures:
            old, new = organisation.home_prefecture, entry.prefectures[0]
            said_again = new.pk == base["home_prefecture"] if "home_prefecture" in base else bool(old)
            if new != old and not said_again:
                self._note(step, step.values, organisation, "home_prefecture", old, new)

    def _sets(self, step: Step, base: dict, others: list[Participation]) -> None:
        told = step.entry.remembered()
        for name in filter(step.entry.says, ORGANISATION_SETS):
            has = {word.pk for word in getattr(step.organisation, name).all()}
            before, now = set(base.get(name, ())), set(told[name])
            elsewhere = {pk for p in others for pk in p.imported.get(name, ())}
            add, remove = now - before - has, (before - now - elsewhere) & has
            if add or remove:
                step.sets[name] = (add, remove)
                self._note_set(step, step.organisation, name, has, (has | add) - remove)

    def _participation_values(self, step: Step, base: dict) -> None:
        entry, participation = step.entry, step.participation
        is_new = participation.pk is None
        if participation.number != entry.number:
            step.participation_values["number"] = entry.number
            if not is_new:
                self._note(step, step.participation_values, participation, "number", participation.number, entry.number)
        for name in filter(entry.says, PARTICIPATION_VALUES):
            old, new = getattr(participation, name), getattr(entry, name)
            # What no list has said yet is a no: the secretariat's own yes outlives a list that says no for the first time
            if new == old or (base and new == base.get(name, False)):
                continue
            step.participation_values[name] = new
            if not is_new:
                self._note(step, step.participation_values, participation, name, old, new)
        step.newly_withdrawn = bool(step.participation_values.get("withdrawn"))
        has = set() if is_new else {word.pk for word in participation.target_groups.all()}
        before, now = set(base.get("target_groups", ())), {word.pk for word in entry.target_groups}
        # Never imported before: the project's groups are the list's to say
        add, remove = (now - before - has, (before - now) & has) if base else (now - has, has - now)
        step.participation_groups = (add, remove)
        if (add or remove) and not is_new:
            label = _("%(project)sの対象") % {"project": participation._meta.verbose_name}
            after = (has | add) - remove
            step.changes.append(Change(label, self._listed("target_groups", has), self._listed("target_groups", after)))

    def _note(self, step: Step, values: dict, record, name: str, old, new) -> None:
        values[name] = new
        step.changes.append(Change(str(record._meta.get_field(name).verbose_name), _shown(old), _shown(new)))

    def _note_set(self, step: Step, record, name: str, old: set, new: set) -> None:
        label = str(record._meta.get_field(name).verbose_name)
        step.changes.append(Change(label, self._listed(name, old), self._listed(name, new)))

    def _listed(self, name: str, keys: set) -> str:
        names = self.names[name]
        return _("、").join(word for pk, word in names.items() if pk in keys) or _("なし")


def _shown(value) -> str:
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    return str(value) if value not in ("", None) else _("空")
