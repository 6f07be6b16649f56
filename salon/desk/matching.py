"""Which organisations fit a posting, and why, in words.

Pure: it reads no database. `salon.desk.candidates` brings the facts, the facilitator decides. Every point of a
score has its sentence, so that nobody is proposed for a reason that cannot be said.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

# What a reason weighs. Change a number here and the order changes everywhere.
MEETS = 8  # an open offer answers the need by kind, or the other way round
HAND = 6  # the organisation itself said that it concerns it
EXPERIENCE = 5  # one knows what the other is about to try
GROUP = 3  # the first target group in common,
GROUP_MORE = 1  # each further one,
GROUP_MOST = 5  # up to this
PREFECTURE = 3
BLOCK = 2  # where it is not even the same prefecture
THEME = 2
SAME_NEED = 2  # both look for the same: they can think together
PRIORITY = 3  # small and new organisations first, where they are the ones helped
LOAD = -10  # enough to do already

LOAD_CAP = 3


@dataclass(frozen=True)
class Paper:
    """An open posting in short. `helps`: it is an offer."""

    pk: int
    helps: bool
    title: str
    kinds: frozenset[str]


@dataclass(frozen=True)
class Wanted:
    """The posting that looks for somebody. `tries` and `knows` are approaches of its organisation and its own."""

    name: str
    helps: bool
    kinds: frozenset[str]
    groups: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    prefectures: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    tries: frozenset[str] = frozenset()
    knows: frozenset[str] = frozenset()
    anywhere: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known about an organisation that could fit."""

    pk: int
    code: str
    name: str
    is_sample: bool = False
    groups: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    prefectures: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    tries: frozenset[str] = frozenset()
    knows: frozenset[str] = frozenset()
    is_small_or_new: bool = False
    papers: tuple[Paper, ...] = ()
    hand: str = ""
    load: int = 0
    can_answer: bool = True


@dataclass(frozen=True)
class Reason:
    """`desk_only`: not for the two sides, who read why they were brought together.

    `is_cause`: it names the organisation by itself. Being small, or having much to do, only moves it up or down.
    """

    text: str
    points: int
    desk_only: bool = False
    is_cause: bool = True


@dataclass(frozen=True)
class Fit:
    facts: Facts
    reasons: tuple[Reason, ...]
    meets: Paper | None = None
    score: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "score", sum(reason.points for reason in self.reasons))

    @property
    def is_overloaded(self) -> bool:
        return self.facts.load >= LOAD_CAP

    def for_sides(self) -> list[str]:
        return [reason.text for reason in self.reasons if not reason.desk_only]

    def for_desk(self) -> list[str]:
        return [reason.text for reason in self.reasons if reason.desk_only]


def rank(wanted: Wanted, organisations: Iterable[Facts]) -> list[Fit]:
    """Those with at least one cause to be named, best first."""
    fits = [weigh(wanted, facts) for facts in organisations]
    named = [fit for fit in fits if any(reason.is_cause for reason in fit.reasons)]
    return sorted(named, key=lambda fit: (-fit.score, fit.facts.code))


def weigh(wanted: Wanted, facts: Facts) -> Fit:
    """One organisation: its reasons, the weightiest first."""
    meets, papers = _papers(wanted, facts)
    causes = [*papers, *_hand(facts), *_experience(wanted, facts), *_likeness(wanted, facts), *_nearness(wanted, facts)]
    causes.sort(key=lambda reason: -reason.points)
    return Fit(facts, (*causes, *_care(wanted, facts)), meets)


def _papers(wanted: Wanted, facts: Facts) -> tuple[Paper | None, list[Reason]]:
    meets = None
    reasons = []
    fitting = sorted(facts.papers, key=lambda paper: (-len(paper.kinds & wanted.kinds), paper.pk))
    for paper in fitting:
        common = paper.kinds & wanted.kinds
        if not common:
            continue
        if paper.helps != wanted.helps and meets is None:
            meets = paper
            text = (
                _("%(name)sの「できること」に、『%(title)s』があります（%(kinds)s）。")
                if paper.helps
                else _("%(name)sの「困りごと」に、『%(title)s』があります（%(kinds)s）。")
            )
            words = {"name": facts.name, "title": paper.title, "kinds": _list(common)}
            reasons.append(Reason(text % words, MEETS))
    same = frozenset().union(*(p.kinds & wanted.kinds for p in facts.papers if not p.helps and not wanted.helps))
    if same:
        text = _("どちらも、%(kinds)sのことで困りごとを出しています。一緒に考えられそうです。")
        reasons.append(Reason(text % {"kinds": _list(same)}, SAME_NEED))
    return meets, reasons


def _hand(facts: Facts) -> list[Reason]:
    if not facts.hand:
        return []
    return [Reason(_("「%(hand)s」と手を挙げています。") % {"hand": facts.hand}, HAND, desk_only=True)]


def _experience(wanted: Wanted, facts: Facts) -> list[Reason]:
    text = _("%(knows)sには「%(what)s」の経験があり、%(tries)sはこれから始めようとしています。")
    if not wanted.helps and (what := wanted.tries & facts.knows):
        return [Reason(text % {"knows": facts.name, "tries": wanted.name, "what": _list(what)}, EXPERIENCE)]
    if wanted.helps and (what := wanted.knows & facts.tries):
        return [Reason(text % {"knows": wanted.name, "tries": facts.name, "what": _list(what)}, EXPERIENCE)]
    return []


def _likeness(wanted: Wanted, facts: Facts) -> list[Reason]:
    reasons = []
    if groups := wanted.groups & facts.groups:
        points = min(GROUP + GROUP_MORE * (len(groups) - 1), GROUP_MOST)
        reasons.append(Reason(_("対象が同じです（%(what)s）。") % {"what": _list(groups)}, points))
    if themes := wanted.themes & facts.themes:
        reasons.append(Reason(_("テーマが同じです（%(what)s）。") % {"what": _list(themes)}, THEME))
    return reasons


def _nearness(wanted: Wanted, facts: Facts) -> list[Reason]:
    if wanted.anywhere:
        return []
    if near := wanted.prefectures & facts.prefectures:
        return [Reason(_("同じ%(what)sで活動しています。") % {"what": _list(near)}, PREFECTURE)]
    if blocks := wanted.blocks & facts.blocks:
        return [Reason(_("同じブロックです（%(what)s）。") % {"what": _list(blocks)}, BLOCK)]
    return []


def _care(wanted: Wanted, facts: Facts) -> list[Reason]:
    reasons = []
    if wanted.helps and facts.is_small_or_new:
        text = _("小さな団体、または始めて間もない団体です。先に力になりたい相手です。")
        reasons.append(Reason(text, PRIORITY, desk_only=True, is_cause=False))
    if facts.load >= LOAD_CAP:
        text = _("いま%(count)d件のおつなぎが進んでいます。負担が集まらないよう、順番を下げています。")
        reasons.append(Reason(text % {"count": facts.load}, LOAD, desk_only=True, is_cause=False))
    return reasons


def _list(words: Iterable[str]) -> str:
    return "、".join(sorted(words))
