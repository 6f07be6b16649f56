"""Which organisation a row is about: by its own numbers first, by name and place last, and never by a guess."""

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from members.importing.entries import Entry
from members.models import Organisation, Participation
from members.text import fold

LEGAL_FORMS = re.compile(
    r"(認定)?(特定非営利活動|npo|(一般|公益)(社団|財団)|社会福祉|学校|医療|宗教|社団|財団|労働者協同組合)法人|労働者協同組合"
)
ALIKE = 0.6


class Doubt(Exception):
    """The row could be about more than one organisation. Says what a person has to decide."""

    def __init__(self, key: str, text: str):
        self.key = key
        super().__init__(text)


@dataclass
class Match:
    entry: Entry
    organisation: Organisation | None = None
    participation: Participation | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def new_code(self) -> str:
        return f"{self.entry.cohort}-{self.entry.number:03d}"


def bare(name: str) -> str:
    """A folded name without the legal form that some write into it."""
    return LEGAL_FORMS.sub("", fold(name))


class Matcher:
    """Holds what is in the database; samples and the secretariat are never meant by a list."""

    def __init__(self) -> None:
        found = Organisation.objects.select_related("home_prefecture").prefetch_related(
            "prefectures", "extra_blocks", "target_groups", "participations__cohort", "participations__target_groups"
        )
        self.codes_in_use = {organisation.code: organisation for organisation in found}
        self.organisations = [o for o in self.codes_in_use.values() if not (o.is_sample or o.is_secretariat)]
        self.by_corporate_number = {o.corporate_number: o for o in self.organisations if o.corporate_number}
        self.holders: dict[tuple[int, int], Participation] = {}
        self.participations: dict[tuple[int, int], Participation] = {}
        self.by_name: dict[str, list[Organisation]] = defaultdict(list)
        for organisation in self.organisations:
            names = {organisation.folded_name}
            for participation in organisation.participations.all():
                participation.organisation = organisation
                self.holders[participation.cohort.year, participation.number] = participation
                self.participations[participation.cohort.year, organisation.pk] = participation
                names.add(fold(participation.imported.get("name", organisation.name)))
            for name in names:
                self.by_name[name].append(organisation)
        self.by_bare_name: dict[str, list[Organisation]] = defaultdict(list)
        for organisation in self.organisations:
            self.by_bare_name[bare(organisation.name)].append(organisation)

    def match(self, entry: Entry) -> Match:
        match = Match(entry)
        match.organisation = self._by_own_number(entry) or self._by_list_number_or_name(entry, match)
        holder = self.holders.get((entry.cohort, entry.number))
        if organisation := match.organisation:
            match.participation = self.participations.get((entry.cohort, organisation.pk))
            if holder and holder.organisation.pk != organisation.pk:
                raise Doubt("no", self._taken(entry, holder))
            if entry.corporate_number and organisation.corporate_number not in ("", entry.corporate_number):
                text = _("登録ずみの「%(name)s」（%(code)s）の法人番号と違います。")
                raise Doubt("corporate_number", text % {"name": organisation.name, "code": organisation.code})
            if organisation.status == Organisation.Status.LEFT:
                match.notes.append(_("退会した団体です。状態は「退会」のままです。"))
        elif other := self.codes_in_use.get(match.new_code):
            text = _("団体コード %(code)s は「%(name)s」が使っています。番号を確かめてください。")
            raise Doubt("no", text % {"code": match.new_code, "name": other.name})
        return match

    def _by_own_number(self, entry: Entry) -> Organisation | None:
        coded = self.codes_in_use.get(entry.code) if entry.code else None
        if coded is not None and coded not in self.organisations:
            raise Doubt("code", _("「%(name)s」はこの一覧では変えられません。") % {"name": coded.name})
        if entry.code and coded is None and entry.code != Match(entry).new_code:
            text = _("団体コード %(code)s の団体はありません。新しい団体は、団体コードを空にしてください。")
            raise Doubt("code", text % {"code": entry.code[:40]})
        numbered = self.by_corporate_number.get(entry.corporate_number)
        if coded and numbered and coded.pk != numbered.pk:
            text = _("法人番号は「%(numbered)s」、団体コードは「%(coded)s」のものです。")
            raise Doubt("code", text % {"numbered": numbered.name, "coded": coded.name})
        return coded or numbered

    def _by_list_number_or_name(self, entry: Entry, match: Match) -> Organisation | None:
        named = self.by_name.get(fold(entry.name), [])
        near = [o for o in named if self._places(o) & entry.places or not (self._places(o) or entry.places)]
        holder = self.holders.get((entry.cohort, entry.number))
        if holder:
            if holder.organisation in named or (not near and _same_project(holder, entry)):
                return holder.organisation
            raise Doubt("no", self._taken(entry, holder))
        if len(near) > 1:
            raise Doubt("name", _("同じ名前の団体が登録されています（%s）。") % _codes(near) + self._tell_which())
        if near:
            return near[0]
        unsure = [o for o in named if not (self._places(o) and entry.places)]
        same_place = [o for o in self.by_bare_name.get(bare(entry.name), []) if self._places(o) & entry.places]
        if unsure or (not named and same_place):
            found = unsure or same_place
            text = _("登録ずみの「%(name)s」（%(codes)s）と同じ団体か、わかりません。") % {
                "name": found[0].name,
                "codes": _codes(found),
            }
            raise Doubt("name", text + self._tell_which())
        if named:
            match.notes.append(_("同じ名前の、別の都道府県の団体があります（%s）。") % _codes(named))
        return None

    @staticmethod
    def _tell_which() -> str:
        return _(
            "同じ団体なら、「団体コード」の列にそのコードを入れてください。別の団体なら、名前で見分けられるようにしてください。"
        )

    @staticmethod
    def _places(organisation: Organisation) -> set[str]:
        return {prefecture.code for prefecture in organisation.prefectures.all()}

    @staticmethod
    def _taken(entry: Entry, holder: Participation) -> str:
        text = _("%(year)s年度の番号%(number)sは「%(name)s」です。番号か団体名を確かめてください。")
        return text % {"year": entry.cohort, "number": entry.number, "name": holder.organisation.name}


def _same_project(holder: Participation, entry: Entry) -> bool:
    """The organisation of this number, renamed: its project or most of its name is still the same."""
    titles = {fold(holder.project_title), fold(holder.imported.get("project_title", ""))}
    alike = difflib.SequenceMatcher(None, holder.organisation.folded_name, fold(entry.name)).ratio()
    return fold(entry.project_title) in titles or alike >= ALIKE


def _codes(organisations: list[Organisation]) -> str:
    return _("、").join(organisation.code for organisation in organisations)


def match_all(entries: list[Entry]) -> tuple[list[Match], list[tuple[Entry, str, str]]]:
    """Every row with its organisation, and the doubts as (row, column, text)."""
    matcher = Matcher()
    matches: list[Match] = []
    doubts: list[tuple[Entry, str, str]] = []
    for entry in entries:
        try:
            matches.append(matcher.match(entry))
        except Doubt as doubt:
            doubts.append((entry, doubt.key, str(doubt)))
    doubts += twice_in_file(entries, matches)
    return matches, doubts


def twice_in_file(entries: list[Entry], matches: list[Match]) -> list[tuple[Entry, str, str]]:
    """Rows that say again what an earlier row of the file said."""
    found = {id(match.entry): match.organisation for match in matches}
    numbers: dict = {}
    # Only rows that have something in common are compared: of two thousand, each with each would take many seconds
    alike: dict[tuple, list[Entry]] = defaultdict(list)
    doubts = []
    for entry in entries:
        first = numbers.setdefault((entry.cohort, entry.number), entry)
        if first is not entry:
            text = _("番号%(number)sが2回あります（%(line)s行目にもあります）。")
            doubts.append((entry, "no", text % {"number": entry.number, "line": first.line}))
        organisation = found.get(id(entry))
        own: list[tuple] = [("name", fold(entry.name))]
        if entry.corporate_number:
            own.append(("corporate_number", entry.corporate_number))
        if organisation is not None:
            own.append(("organisation", organisation.pk))
        for other in (other for key in own for other in alike[key] if other is not first):
            if column := _same_organisation(entry, other, found):
                text = _("同じ団体が2回あります（%(line)s行目にもあります）。") % {"line": other.line}
                doubts.append((entry, column, text))
                break
        for key in own:
            alike[key].append(entry)
    return doubts


def _same_organisation(entry: Entry, other: Entry, found: dict) -> str | None:
    mine, theirs = found.get(id(entry)), found.get(id(other))
    if mine is not None and theirs is not None and mine.pk == theirs.pk:
        return "name"
    if entry.corporate_number and entry.corporate_number == other.corporate_number:
        return "corporate_number"
    same_name = mine is None and theirs is None and fold(entry.name) == fold(other.name)
    if same_name and (entry.places & other.places or not (entry.places and other.places)):
        return "name"
    return None
