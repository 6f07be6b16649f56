"""The importer: a file in, a plan out, and the plan carried out. All or nothing."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from members.importing.checking import Checker
from members.importing.faults import ENOUGH, Fault, FaultyFile
from members.importing.matching import match_all
from members.importing.planning import Planner, Step
from members.importing.reading import read_rows
from members.importing.saving import save
from members.importing.words import load_words
from members.models import Cohort, Participation, Prefecture


@dataclass
class Plan:
    cohort: Cohort
    steps: list[Step]
    absent: int  # participations of this cohort that the file does not name; they stay as they are

    @property
    def new(self) -> list[Step]:
        return [step for step in self.steps if step.is_new]

    @property
    def changed(self) -> list[Step]:
        return [step for step in self.steps if step.is_changed]

    @property
    def unchanged(self) -> list[Step]:
        return [step for step in self.steps if not step.is_new and not step.is_changed]

    @property
    def withdrawn(self) -> list[Step]:
        return [step for step in self.steps if step.withdrawn]

    def summary(self) -> str:
        return _(
            "新しい団体 %(new)s、変わる団体 %(changed)s、変わらない団体 %(unchanged)s（うち辞退 %(withdrawn)s）"
        ) % {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
            "withdrawn": len(self.withdrawn),
        }

    def lines(self) -> list[str]:
        """The preview in plain text."""
        lines = [str(self.cohort)]
        for step in self.new:
            lines.append(_("新しい: %(number)s %(name)s（%(project)s）") % self._named(step))
            lines += self._details(step)
        for step in self.changed:
            lines.append(_("変わる: %(number)s %(name)s") % self._named(step))
            lines += self._details(step)
        for step in self.unchanged:
            if step.notes:
                lines.append(_("変わらない: %(number)s %(name)s") % self._named(step))
                lines += self._details(step)
        for step in self.withdrawn:
            lines.append(_("辞退: %(number)s %(name)s") % self._named(step))
        if self.absent:
            text = _("この年度の採択のうち%(count)s件は、ファイルにありません。そのまま残します。")
            lines.append(text % {"count": self.absent})
        return [*lines, self.summary()]

    @staticmethod
    def _named(step: Step) -> dict:
        return {"number": step.entry.number, "name": step.entry.name, "project": step.entry.project_title}

    @staticmethod
    def _details(step: Step) -> list[str]:
        return [f"    {detail}" for detail in (*step.changes, *step.notes)]

    def fingerprint(self) -> str:
        """The same as long as the plan would do the same: what was confirmed is what is carried out."""
        return hashlib.sha256("\n".join(self.lines()).encode()).hexdigest()


def plan(content: bytes, cohort: int | None = None) -> Plan:
    """What the file would change. Raises FaultyFile with every fault found."""
    rows, faults = read_rows(content)
    if not rows:
        raise FaultyFile(faults)
    if faults and (faults[0].line or 0) < rows[0].line:
        raise FaultyFile(faults)  # of a broken heading: the row below it is none
    checker = Checker(rows[0], cohort)
    entries = []
    for row in rows[1:]:
        if len(faults) + len(checker.faults) >= ENOUGH:
            raise FaultyFile(faults + checker.faults)
        if entry := checker.entry(row):
            entries.append(entry)
    if len(rows) == 1 and not faults:
        checker.faults.append(Fault(_("団体の行がありません。見出しの下に、1団体を1行で入れてください。")))
    matches, doubts = match_all(entries)
    for entry, key, text in doubts:
        checker.fault(entry.line, key, text)
    planner = Planner(checker.cohort or 0)
    steps = [planner.step(match) for match in matches]
    for step in steps:
        if step.is_nowhere():
            text = _(
                "活動する場所がわかりません。「都道府県」か「ブロック」を書くか、全国で活動する団体は「全国」を1にしてください。列がなければ、足してください。"
            )
            checker.fault(step.entry.line, "prefectures", text)
    if faults or checker.faults:
        raise FaultyFile(faults + checker.faults)
    named = [step.participation.pk for step in steps if step.participation.pk]
    absent = Participation.objects.filter(cohort__year=planner.cohort.year).exclude(pk__in=named).count()
    return Plan(planner.cohort, steps, absent)


@transaction.atomic
def import_organisations(content: bytes, cohort: int | None = None, dry_run: bool = False) -> Plan:
    """Plan and carry out in one transaction; with `dry_run` nothing is kept."""
    if not Prefecture.objects.exists():
        load_words()  # the first list of a new house
    made = plan(content, cohort)
    if dry_run:
        transaction.set_rollback(True)
    else:
        save(made.cohort, made.steps)
    return made
