"""おつなぎ: proposing it to two organisations, their answers, and what begins when both said yes.

Nothing of one side reaches the other before both agreed: no contact details, no answer, no words.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.language import in_japanese
from members.models import Affiliation, ContactGrant, Organisation, Person
from salon.desk import candidates, telling
from salon.models import Introduction, IntroductionSide, Posting, let_speak
from salon.rooms.opening import open_introduction_room

Answer = IntroductionSide.Answer
State = Introduction.State


class CannotPropose(Exception):
    """Why not, in words for the facilitator."""


@dataclass(frozen=True)
class Proposal:
    """`new` is False where the two had an open introduction for this posting already."""

    introduction: Introduction
    new: bool


def propose(
    *, facilitator: Person, posting: Posting, other: Organisation, words_to_owner: str, words_to_other: str
) -> Proposal:
    """Ask both sides. Pressing twice, or two facilitators at once, asks once."""
    fit = candidates.one(posting, other)
    if not candidates.proposable().filter(pk=other.pk).exists() or other.pk == posting.organisation_id:
        raise CannotPropose(_("この団体には、いまはおつなぎできません。"))
    if not fit.facts.can_answer:
        raise CannotPropose(_("この団体には、サインインできる人がまだいません。先に招待してください。"))
    try:
        with transaction.atomic():
            posting = Posting.objects.select_for_update().get(pk=posting.pk)
            if not posting.is_open:
                raise CannotPropose(_("この書きこみは、もう募集していません。"))
            introduction = Introduction.objects.create(
                posting=posting,
                other=other,
                met_by_id=fit.meets.pk if fit.meets else None,
                proposed_by=facilitator,
                reasons=fit.for_sides(),
                desk_reasons=fit.for_desk(),
            )
            for organisation, words in ((posting.organisation, words_to_owner), (other, words_to_other)):
                IntroductionSide.objects.create(introduction=introduction, organisation=organisation, words=words)
            telling.proposed(introduction)
    except IntegrityError:
        return Proposal(Introduction.objects.open().get(posting=posting, other=other), new=False)
    return Proposal(introduction, new=True)


def answer(side: IntroductionSide, person: Person, given: str, words: str = "") -> Introduction:
    """One side's answer. Until both have answered it can be changed; afterwards a press changes nothing.

    Raises ShutOut, in words, where something would reach the other side.
    """
    with transaction.atomic():
        introduction = Introduction.objects.select_for_update().get(pk=side.introduction_id)
        side, other = _sides(introduction, side)
        if not _may_still_answer(introduction, side):
            return introduction
        if given == Answer.YES or words:
            let_speak(person)
        before = side.answer
        side.answer, side.answer_words = given, words
        side.answered_by, side.answered_at = person, timezone.now()
        side.save()
        if given == Answer.NO:
            _decline(introduction, other, told_before=before == Answer.NO)
        elif introduction.is_waiting and other.answer == Answer.YES:
            _join(introduction, side, other)
        else:
            _wait(introduction, other)
        return introduction


def may_still_answer(side: IntroductionSide) -> bool:
    return _may_still_answer(side.introduction, side)


def _sides(introduction: Introduction, side: IntroductionSide) -> tuple[IntroductionSide, IntroductionSide]:
    both = {one.pk: one for one in introduction.sides.select_related("organisation", "answered_by")}
    return both.pop(side.pk), both.popitem()[1]


def _may_still_answer(introduction: Introduction, side: IntroductionSide) -> bool:
    if introduction.state == State.WAITING:
        return True
    # Who said no may think again as long as nothing newer is under way. Whatever the other has said: the form would tell it
    return (
        introduction.state == State.DECLINED
        and side.answer == Answer.NO
        and not Introduction.objects.open().filter(posting=introduction.posting, other=introduction.other).exists()
    )


def _wait(introduction: Introduction, other: IntroductionSide) -> None:
    if introduction.state == State.WAITING:
        return
    # A yes was for then: the other was told that nothing came of it, and is asked anew
    other.answer = Answer.PENDING
    other.save(update_fields=["answer"])
    introduction.state, introduction.ended_at = State.WAITING, None
    introduction.save()
    telling.proposed_again(introduction)


def _decline(introduction: Introduction, other: IntroductionSide, told_before: bool) -> None:
    introduction.state, introduction.ended_at = State.DECLINED, timezone.now()
    introduction.save()
    if not told_before:
        telling.declined(introduction, other.organisation)


@in_japanese
def _join(introduction: Introduction, side: IntroductionSide, other: IntroductionSide) -> None:
    """Contact details for both, and a room of the two with the secretariat. The caller holds the row."""
    if not _still_here(side.organisation) or not _still_here(other.organisation):
        introduction.state, introduction.ended_at = State.WITHDRAWN, timezone.now()
        introduction.save()
        return
    for giver, receiver in ((side, other), (other, side)):
        # Who said yes for the organisation is its contact, unless that person has left it since
        if giver.answered_by and _belongs(giver.answered_by, giver.organisation):
            ContactGrant.objects.get_or_create(
                to_organisation=receiver.organisation,
                person=giver.answered_by,
                given_for=giver.organisation,
                defaults={"reason": _("おつなぎ")},
            )
    introduction.state, introduction.ended_at = State.AGREED, timezone.now()
    introduction.room = open_introduction_room([side.organisation, other.organisation], _room_name(introduction))
    introduction.save()
    telling.agreed(introduction)


def _still_here(organisation: Organisation) -> bool:
    open_kinds = Organisation.objects.active().opening_rooms()
    return open_kinds.filter(pk=organisation.pk).exists()


def _belongs(person: Person, organisation: Organisation) -> bool:
    return Affiliation.objects.current().filter(person=person, organisation=organisation).exists()


def _room_name(introduction: Introduction) -> str:
    def short(name: str) -> str:
        return name if len(name) <= 34 else f"{name[:33]}…"

    names = {"one": short(introduction.posting.organisation.name), "other": short(introduction.other.name)}
    return _("おつなぎ：%(one)s × %(other)s") % names


def withdraw(introduction: Introduction) -> bool:
    """The facilitator takes it back while it waits. False when it was too late."""
    with transaction.atomic():
        taken = Introduction.objects.filter(pk=introduction.pk, state=State.WAITING).update(
            state=State.WITHDRAWN, ended_at=timezone.now()
        )
        if taken:
            telling.withdrawn(introduction)
    return bool(taken)


def contacts(introduction: Introduction, person: Person) -> dict[int, list[Person]]:
    """For each organisation's id the people whose contact details `person` may see here. Empty before both agreed."""
    shown: dict[int, list[Person]] = {}
    if not introduction.is_joined:
        return shown
    pair = {side.organisation_id: side for side in introduction.sides.all()}
    grants = ContactGrant.objects.visible_to(person).filter(to_organisation__in=pair).select_related("person")
    for grant in grants:
        for organisation_id in pair:
            if organisation_id == grant.to_organisation_id:
                continue
            if pair[organisation_id].answered_by_id != grant.person_id:
                continue
            if grant.person.is_active and _belongs(grant.person, pair[organisation_id].organisation):
                shown.setdefault(organisation_id, []).append(grant.person)
    return shown
