"""A hub suggests an introduction in its block or theme; the facilitators decide, and neither side hears of it before."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from members.models import Organisation, Person
from salon.desk import candidates
from salon.models import HubProposal, Introduction, Posting, Room, organisations_of


def hub_of(person: Person, posting: Posting) -> Organisation | None:
    """The hub for which the person may suggest somebody for this posting: one of a room of its organisation."""
    if not posting.is_open:
        return None
    mine = Organisation.objects.hubs().filter(pk__in=organisations_of(person).values("pk"))
    for hub in mine.exclude(pk=posting.organisation_id):
        if _among(hub).filter(pk=posting.organisation_id).exists():
            return hub
    return None


def choices(hub: Organisation, posting: Posting) -> QuerySet[Organisation]:
    """Whom the hub may suggest: the others of its block or theme."""
    return _among(hub).exclude(pk=posting.organisation_id).order_by("folded_name")


def _among(hub: Organisation) -> QuerySet[Organisation]:
    rooms = Room.objects.filter(
        Q(kind=Room.Kind.BLOCK, block__in=hub.hub_blocks.all())
        | Q(kind=Room.Kind.THEME, theme__in=hub.hub_themes.all())
    )
    here = Q(pk=None)
    for room in rooms:
        here |= Q(pk__in=room.organisations().values("pk"))
    return candidates.proposable().filter(here)


def suggest(*, person: Person, hub: Organisation, posting: Posting, other: Organisation, words: str) -> None:
    """Leave it at the desk; once more changes the words and puts it there again."""
    HubProposal.objects.update_or_create(
        posting=posting,
        other=other,
        hub=hub,
        defaults={"words": words, "proposed_by": person, "at": timezone.now(), "declined_at": None},
    )


def waiting() -> QuerySet[HubProposal]:
    """Not followed by an introduction of the two, and not declined."""
    followed = Introduction.objects.filter(posting=OuterRef("posting"), other=OuterRef("other"))
    return (
        HubProposal.objects.filter(declined_at=None, posting__state=Posting.State.OPEN)
        .exclude(Exists(followed))
        .select_related("posting__organisation", "other", "hub", "proposed_by")
    )


def decline(proposal: HubProposal) -> None:
    HubProposal.objects.filter(pk=proposal.pk, declined_at=None).update(declined_at=timezone.now())
