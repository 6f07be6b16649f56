"""Brings the facts that `matching` weighs, in a number of queries that does not grow with the network."""

from collections import Counter, defaultdict
from typing import TypedDict

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from members.language import in_japanese
from members.models import Affiliation, Organisation
from members.models.pauses import organisations_paused_on, people_paused_on
from salon.desk import matching
from salon.models import Introduction, Posting

YOUNG_YEARS = 3
SMALL = {Organisation.Size.TINY, Organisation.Size.SMALL}
WITHOUT_OFFICE = {Organisation.Office.VOLUNTEER, Organisation.Office.NONE}
RELATIONS = (
    "prefectures__block",
    "extra_blocks",
    "target_groups__themes",
    "extra_themes",
    "experienced_in",
    "about_to_try",
)


def proposable() -> QuerySet[Organisation]:
    """Organisations that can be introduced: active, not resting, and of a kind that enters the salon.

    It rests, too, when everybody who is there does.
    """
    today = timezone.localdate()
    here = Affiliation.objects.current().filter(organisation=OuterRef("pk"), person__is_active=True)
    awake = here.exclude(person__in=people_paused_on(today).values("pk"))
    found = (
        Organisation.objects.active().filter(status=Organisation.Status.ACTIVE, is_secretariat=False).opening_rooms()
    )
    found = found.exclude(pk__in=organisations_paused_on(today).values("pk"))
    return found.filter(Exists(awake) | ~Exists(here))


def for_posting(posting: Posting) -> list[matching.Fit]:
    """Organisations that fit `posting`, best first, with their reasons."""
    organisations = proposable().exclude(pk=posting.organisation_id)
    return matching.rank(_wanted(posting), _facts(organisations, posting))


@in_japanese
def one(posting: Posting, organisation: Organisation) -> matching.Fit:
    """The reasons for one organisation, also where there is none."""
    [facts] = _facts(Organisation.objects.filter(pk=organisation.pk), posting)
    return matching.weigh(_wanted(posting), facts)


def is_small_or_new(organisation: Organisation) -> bool:
    """Who gets help first (R4). What nobody filled in says nothing."""
    year = organisation.founded_year
    return (
        organisation.size in SMALL
        or organisation.office in WITHOUT_OFFICE
        or (year is not None and year >= timezone.localdate().year - YOUNG_YEARS)
    )


def _wanted(posting: Posting) -> matching.Wanted:
    """What the posting says goes before what its organisation is."""
    organisation = posting.organisation
    groups = posting.target_groups.prefetch_related("themes") or organisation.target_groups.prefetch_related("themes")
    themes = _names(posting.themes.all())
    if not themes:
        themes = _names(theme for group in groups for theme in group.themes.all()) | _names(
            organisation.extra_themes.all()
        )
    if posting.prefecture is not None:
        prefectures, blocks = {posting.prefecture.name}, {posting.prefecture.block.name}
    else:
        places = organisation.prefectures.select_related("block")
        prefectures = {place.name for place in places}
        blocks = {place.block.name for place in places} | _names(organisation.extra_blocks.all())
    approaches = _names(posting.approaches.all())
    return matching.Wanted(
        name=organisation.name,
        helps=not posting.is_need,
        kinds=frozenset(_names(posting.kinds.all())),
        groups=frozenset(_names(groups)),
        themes=frozenset(themes),
        prefectures=frozenset(prefectures),
        blocks=frozenset(blocks),
        tries=frozenset(approaches or _names(organisation.about_to_try.all())),
        knows=frozenset(approaches or _names(organisation.experienced_in.all())),
        anywhere=posting.anywhere,
    )


def _facts(organisations: QuerySet[Organisation], posting: Posting) -> list[matching.Facts]:
    papers = _papers()
    load = open_introductions()
    hands = {hand.organisation_id: hand.get_kind_display() for hand in posting.interests.all()}
    reachable = set(
        Affiliation.objects.current().filter(person__is_active=True).values_list("organisation_id", flat=True)
    )
    return [
        matching.Facts(
            pk=found.pk,
            code=found.code,
            name=found.name,
            is_sample=found.is_sample,
            **likeness(found),
            is_small_or_new=is_small_or_new(found),
            papers=tuple(papers[found.pk]),
            hand=hands.get(found.pk, ""),
            load=load[found.pk],
            can_answer=found.pk in reachable,
        )
        for found in organisations.prefetch_related(*RELATIONS)
    ]


class Likeness(TypedDict):
    groups: frozenset[str]
    themes: frozenset[str]
    prefectures: frozenset[str]
    blocks: frozenset[str]
    tries: frozenset[str]
    knows: frozenset[str]


def likeness(organisation: Organisation) -> Likeness:
    """By what organisations resemble each other, as `matching` names it; fetched before with `RELATIONS`."""
    groups, places = organisation.target_groups.all(), organisation.prefectures.all()
    themes = _names(theme for group in groups for theme in group.themes.all())
    return {
        "groups": frozenset(_names(groups)),
        "themes": frozenset(themes | _names(organisation.extra_themes.all())),
        "prefectures": frozenset(_names(places)),
        "blocks": frozenset({place.block.name for place in places} | _names(organisation.extra_blocks.all())),
        "tries": frozenset(_names(organisation.about_to_try.all())),
        "knows": frozenset(_names(organisation.experienced_in.all())),
    }


def _papers() -> dict[int, list[matching.Paper]]:
    papers = defaultdict(list)
    for found in Posting.objects.filter(state=Posting.State.OPEN, asked=None).prefetch_related("kinds"):
        papers[found.organisation_id].append(
            matching.Paper(found.pk, not found.is_need, found.title, frozenset(_names(found.kinds.all())))
        )
    return papers


def open_introductions() -> Counter[int]:
    """How many introductions each organisation has open now."""
    load: Counter[int] = Counter()
    for owner, other in Introduction.objects.open().values_list("posting__organisation", "other"):
        load[owner] += 1
        load[other] += 1
    return load


def _names(words) -> set[str]:
    return {word.name for word in words}
