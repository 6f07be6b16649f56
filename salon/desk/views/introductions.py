"""おつなぎ, as the two sides see it: what waits for them, and the page of one."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.models import Organisation, Person
from salon.desk import introducing, outcomes
from salon.desk.doors import for_members
from salon.desk.forms import AnswerForm, OutcomeForm
from salon.models import Introduction, IntroductionSide, Outcome, Posting, Room, ShutOut, organisations_of


@dataclass
class Side:
    """One side as one of its people sees it. Of the other side it holds nothing before both agreed."""

    side: IntroductionSide
    other: Organisation
    may_answer: bool
    form: AnswerForm | None = None
    other_words: str = ""
    contacts: list[Person] | None = None

    @property
    def waits(self) -> bool:
        return self.may_answer and self.side.answer == IntroductionSide.Answer.PENDING


def _sides(introduction: Introduction, person: Person) -> list[Side]:
    """The sides for which the person may speak: one, or both, or none for a facilitator."""
    own = set(organisations_of(person).values_list("pk", flat=True))
    both = list(introduction.sides.all())
    contacts = introducing.contacts(introduction, person)
    shown = []
    for side, other in zip(both, reversed(both), strict=True):
        if side.organisation_id in own:
            words = other.answer_words if introduction.is_joined else ""
            people = contacts.get(other.organisation_id, [])
            may = introducing.may_still_answer(side)
            shown.append(Side(side, other.organisation, may, other_words=words, contacts=people))
    return shown


def _find(request: HttpRequest, pk: int) -> Introduction:
    found = Introduction.objects.visible_to(request.user).select_related("posting__organisation", "other", "room")
    return get_object_or_404(found.prefetch_related("sides__organisation", "sides__answered_by"), pk=pk)


@for_members
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """For a facilitator without an organisation the desk is the place; here stands what concerns one's own."""
    organisations = organisations_of(request.user)
    own = Introduction.objects.filter(sides__organisation__in=organisations).distinct()
    own = own.select_related("posting__organisation", "other").prefetch_related("sides__organisation")
    lines = [
        (introduction, side)
        for introduction in own
        for side in introduction.sides.all()
        if side.organisation in organisations
    ]
    waiting = [
        (introduction, side)
        for introduction, side in lines
        if introduction.is_waiting and side.answer == IntroductionSide.Answer.PENDING
    ]
    context = {
        "waiting": waiting,
        "running": [
            line
            for line in lines
            if line not in waiting and line[0].state in (*Introduction.OPEN, Introduction.State.DONE)
        ],
        "ended": [
            line for line in lines if line[0].state in (Introduction.State.DECLINED, Introduction.State.WITHDRAWN)
        ],
    }
    return render(request, "salon/desk/introductions.html", context)


@for_members
@require_safe
def introduction(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _find(request, pk))


def _page(
    request: HttpRequest, found: Introduction, *, answered: tuple[int, AnswerForm] | None = None, told=None
) -> HttpResponse:
    sides = _sides(found, request.user)
    for one in sides:
        is_this = answered is not None and answered[0] == one.side.pk
        one.form = answered[1] if is_this else _answer_form(one.side)
    visible = Posting.objects.visible_to(request.user).filter(pk=found.posting_id).exists()
    facilitates = request.user.is_facilitator
    if told is None and found.is_joined:
        told = _outcome_form(request.user, found)
    context = {
        "introduction": found,
        "posting": found.posting,
        "posting_is_visible": visible,
        "posting_is_shown": visible or found.shows_posting,
        "sides": sides,
        "both": found.sides.all() if facilitates else [],
        "contacts": introducing.contacts(found, request.user) if facilitates else {},
        "room": Room.objects.visible_to(request.user).filter(pk=found.room_id).first(),
        "outcomes": Outcome.objects.visible_to(request.user).filter(introduction=found).select_related("told_for"),
        "outcome_form": told,
    }
    status = 422 if (answered and answered[1].errors) or (told is not None and told.errors) else 200
    return render(request, "salon/desk/introduction.html", context, status=status)


def _answer_form(side: IntroductionSide, data=None) -> AnswerForm:
    return AnswerForm(data, prefix=f"side{side.pk}", initial={"words": side.answer_words})


def _outcome_form(person: Person, found: Introduction, data=None) -> OutcomeForm:
    mine = organisations_of(person).filter(introduction_sides__introduction=found)
    return OutcomeForm(data, organisations=mine, prefix="outcome")


@for_members
@require_POST
def answer(request: HttpRequest, pk: int, side: int) -> HttpResponse:
    found = _find(request, pk)
    mine = found.sides.filter(organisation__in=organisations_of(request.user))
    one = get_object_or_404(mine.select_related("introduction", "organisation"), pk=side)
    form = _answer_form(one, request.POST)
    if not form.is_valid():
        return _page(request, found, answered=(one.pk, form))
    before = one.answer
    given = form.cleaned_data["answer"]
    try:
        after = introducing.answer(one, request.user, given, form.cleaned_data["words"])
    except ShutOut as error:
        form.add_error(None, str(error))
        return _page(request, found, answered=(one.pk, form))
    one.refresh_from_db()
    if one.answer != given or (before == given and not introducing.may_still_answer(one)):
        messages.info(request, _("このおつなぎは、もう決まっています。"))
    elif after.state == Introduction.State.AGREED:
        messages.success(request, _("つながりました。連絡先とルームを、このページからご覧ください。"))
    elif given == IntroductionSide.Answer.YES:
        messages.success(request, _("ありがとうございます。相手のお返事を待っています。"))
    else:
        messages.success(request, _("お返事をありがとうございます。理由は相手に伝わりません。"))
    return redirect("desk:introduction", pk)


@for_members
@require_POST
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    if not found.is_joined:
        raise Http404
    form = _outcome_form(request.user, found, request.POST)
    if not form.is_valid():
        return _page(request, found, told=form)
    mine = organisations_of(request.user).filter(introduction_sides__introduction=found)
    outcomes.tell(
        introduction=found,
        person=request.user,
        organisation=form.cleaned_data.get("organisation") or mine.first(),
        result=form.cleaned_data["result"],
        note=form.cleaned_data["note"],
        day=form.cleaned_data["day"],
    )
    messages.success(request, _("教えてくださり、ありがとうございます。"))
    return redirect("desk:introduction", pk)
