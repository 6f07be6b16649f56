"""What waits at the secretariat's desk, longest first. No figure of it is shown to members."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from cms.models import Uptake
from members.models import Organisation
from salon.desk import candidates, outcomes
from salon.models import Interest, Introduction, IntroductionSide, Outcome, Posting, Reaction, Report

ALONE_SHOWN = 8
WISHES_SHOWN = 12


@dataclass(frozen=True)
class Line:
    """An unanswered posting and what the desk knows about it."""

    posting: Posting
    notes: list[str]


@dataclass(frozen=True)
class Alone:
    """Organisations that never posted and were never introduced: a few by name, and how many there are."""

    some: list[Organisation]
    count: int


@dataclass(frozen=True)
class Wish:
    """An organisation would like to do the same: what, and where that can be read."""

    organisation: Organisation | None
    title: str
    url: str
    at: datetime


def unanswered_needs() -> list[Line]:
    """Open needs with no introduction under way, or none that led somewhere; the longest wait stands first."""
    under_way = Introduction.objects.open().filter(posting=OuterRef("pk"))
    led_somewhere = Outcome.objects.filter(introduction__posting=OuterRef("pk"), result__in=outcomes.GOOD_RESULTS)
    found = (
        Posting.objects.filter(kind=Posting.Kind.NEED, state=Posting.State.OPEN, organisation__in=_here())
        .exclude(Exists(under_way))
        .exclude(Exists(led_somewhere))
        .order_by("created_at", "pk")
    )
    return [Line(posting, _notes(posting)) for posting in _with_all(found)]


def raised_hands() -> list[Line]:
    """Open postings with a raised hand that nobody has followed with an introduction to that organisation."""
    followed = Introduction.objects.filter(posting=OuterRef("posting"), other=OuterRef("organisation"))
    hands = Interest.objects.exclude(Exists(followed)).filter(organisation__in=_here())
    found = (
        Posting.objects.filter(state=Posting.State.OPEN, organisation__in=_here())
        .filter(pk__in=hands.values("posting"))
        .order_by("created_at", "pk")
    )
    waiting = Prefetch("interests", hands.select_related("organisation"), to_attr="hands")
    return [
        Line(posting, [f"{hand.organisation}：{hand.get_kind_display()}" for hand in posting.hands])
        for posting in _with_all(found).prefetch_related(waiting)
    ]


def waiting() -> QuerySet[Introduction]:
    """Introductions that wait for an answer, since when and from whom."""
    return _introductions(Introduction.State.WAITING).order_by("proposed_at", "pk")


def without_result() -> QuerySet[Introduction]:
    """Both said yes, and nobody has told yet what came of it."""
    return _introductions(Introduction.State.AGREED).order_by("ended_at", "pk")


def results() -> QuerySet[Outcome]:
    return Outcome.objects.select_related(
        "introduction__posting__organisation", "introduction__other", "told_for", "told_by"
    )


def wishes() -> list[Wish]:
    """「うちでもやってみたい」, said of a practice or of a message (R50), the newest first."""
    of_practices = Uptake.objects.filter(stage=Uptake.Stage.WISH, organisation__in=_here())
    of_messages = Reaction.objects.filter(
        kind=Reaction.Kind.WISH, message__withdrawn_at=None, message__hidden_at=None, organisation__in=_here()
    )
    found = [
        Wish(one.organisation, one.practice.title, one.practice.url or "", one.at)
        for one in of_practices.select_related("organisation", "practice").order_by("-at")[:WISHES_SHOWN]
    ] + [
        Wish(one.organisation, one.message.topic.title, one.message.get_absolute_url(), one.at)
        for one in of_messages.select_related("organisation", "message__topic", "message__room").order_by("-at")[
            :WISHES_SHOWN
        ]
    ]
    return sorted(found, key=lambda wish: wish.at, reverse=True)[:WISHES_SHOWN]


def open_offers() -> QuerySet[Posting]:
    """What could be used at once, oldest first."""
    offers = Posting.objects.filter(kind=Posting.Kind.OFFER, state=Posting.State.OPEN, organisation__in=_here())
    return _with_all(offers.order_by("created_at", "pk"))


def alone() -> Alone:
    """Quiet: nobody has to post. But whom nobody asked may be waiting to be asked (R30)."""
    sides = IntroductionSide.objects.filter(organisation=OuterRef("pk"))
    postings = Posting.objects.filter(organisation=OuterRef("pk"))
    hands = Interest.objects.filter(organisation=OuterRef("pk"))
    found = (
        candidates.proposable().filter(~Exists(sides), ~Exists(postings), ~Exists(hands)).order_by("created_at", "code")
    )
    return Alone(list(found[:ALONE_SHOWN]), found.count())


def reports() -> int:
    """How many messages somebody told the secretariat of."""
    return Report.objects.waiting().values("message").distinct().count()


def _here() -> QuerySet:
    return Organisation.objects.active().opening_rooms().values("pk")


def _with_all(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    return postings.select_related("organisation", "prefecture", "asked").prefetch_related(
        "kinds", "introductions__other"
    )


def _introductions(state: str) -> QuerySet[Introduction]:
    sides = IntroductionSide.objects.select_related("organisation", "answered_by")
    return (
        Introduction.objects.filter(state=state)
        .select_related("posting__organisation", "other", "room")
        .prefetch_related(Prefetch("sides", sides))
    )


def _notes(posting: Posting) -> list[str]:
    notes = []
    if posting.asked is not None:
        notes.append(_("%(name)sに聞いてみたい") % {"name": posting.asked.name})
    if candidates.is_small_or_new(posting.organisation):
        notes.append(_("小さな団体、または始めて間もない団体"))
    if tried := sum(one.state != Introduction.State.WAITING for one in posting.introductions.all()):
        notes.append(_("おつなぎを%(count)d回試みました") % {"count": tried})
    return notes
