"""Questions that nobody has answered yet and that somebody like us could answer, with the reason in words."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Organisation, Person
from salon.desk import candidates, matching
from salon.models import Message, Room, Topic

SHOWN = 3
LOOKED_AT = 60
TOO_OLD = timedelta(days=60)
DAY = 0.5  # what a day of waiting weighs beside the reasons of `matching`,
MOST_DAYS = 14  # up to this


@dataclass(frozen=True)
class Question:
    topic: Topic
    asked: Message
    reasons: list[str]
    weight: float


def waiting_for(person: Person) -> list[Question]:
    """The best ones first. The number of queries does not grow with the questions."""
    own = list(_with_facts(person.organisations()))
    topics = _unanswered(person)
    first = Message.objects.select_related("organisation").in_bulk([pk for _topic, pk in topics])
    asking = {asked.organisation_id for asked in first.values() if asked.organisation_id}
    theirs = {one.pk: one for one in _with_facts(Organisation.objects.filter(pk__in=asking))}
    found = []
    for topic, pk in topics:
        asked = first[pk]
        if asked.is_readable and asked.organisation_id not in {one.pk for one in own}:
            found.append(_question(topic, asked, theirs.get(asked.organisation_id), own))
    return sorted(found, key=lambda question: -question.weight)[:SHOWN]


def _unanswered(person: Person) -> list[tuple[Topic, int]]:
    """Each with the key of the message that asks."""
    of_topic = Message.objects.filter(topic=OuterRef("pk"))
    first = of_topic.order_by("seq")
    # Who asked by way of the secretariat answers without a name, too: only what is somebody's is an answer
    answers = of_topic.filter(
        ~Q(author=None, organisation=None),
        Q(topic__opened_by=None) | ~Q(author=F("topic__opened_by")),
        seq__gt=OuterRef("first_seq"),
        withdrawn_at=None,
        hidden_at=None,
    )
    found = (
        Topic.objects.visible_to(person)
        .filter(kind=Topic.Kind.QUESTION, answered_at=None, closed_at=None, room__closed_at=None)
        .filter(created_at__gt=timezone.now() - TOO_OLD)
        .exclude(opened_by=person)
        .annotate(first=Subquery(first.values("pk")[:1]), first_seq=Subquery(first.values("seq")[:1]))
        .filter(~Exists(answers), first__isnull=False)
        .select_related("room")
        .order_by("-created_at")[:LOOKED_AT]
    )
    return [(topic, vars(topic)["first"]) for topic in found]


def _question(topic: Topic, asked: Message, asker: Organisation | None, own: list[Organisation]) -> Question:
    days = (timezone.localdate() - timezone.localdate(asked.created_at)).days
    reasons = max((_reasons(asker, one) for one in own), key=_points, default=[]) if asker else []
    weight = _points(reasons) + DAY * min(days, MOST_DAYS)
    words = [reason.text for reason in reasons[:2]]
    if not words and topic.room.kind in (Room.Kind.BLOCK, Room.Kind.THEME) and own:
        words = [_("「%(room)s」のルームの質問です。") % {"room": topic.room.name}]
        weight += matching.THEME
    words.append(_("%(days)d日、返事を待っています。") % {"days": days} if days else _("きょうの質問です。"))
    return Question(topic, asked, words, weight)


def _reasons(asker: Organisation, own: Organisation) -> list[matching.Reason]:
    wanted = matching.Wanted(name=asker.name, helps=False, kinds=frozenset(), **candidates.likeness(asker))
    facts = matching.Facts(pk=own.pk, code=own.code, name=own.name, **candidates.likeness(own))
    return [reason for reason in matching.weigh(wanted, facts).reasons if not reason.desk_only]


def _points(reasons: list[matching.Reason]) -> int:
    return sum(reason.points for reason in reasons)


def _with_facts(organisations):
    return organisations.filter(is_secretariat=False).prefetch_related(*candidates.RELATIONS)
