"""サロン: the first page. What a person in a hurry needs stands first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from members.doors import signed_in
from salon.desk import waiting
from salon.home import news, questions, visiting
from salon.models import Consultation, Exclusion, Gathering, Introduction
from salon.quoting import asking
from salon.rooms import listing, opening
from salon.rooms.views.keepable import is_refresh, keepable

GATHERINGS = 3


@signed_in
@require_GET
@keepable
def home(request: HttpRequest) -> HttpResponse:
    """What waits, what is new, which questions somebody like us could answer, and the rooms."""
    person = request.user
    opening.open_rooms_of(person)
    since, was_here = visiting.look(person) if is_refresh(request) else visiting.arrive(person)
    context = listing.of(person) | {
        "to_confirm": Consultation.objects.asked_by(person).filter(state=Consultation.State.PROPOSED).exists(),
        "quotes_asked": asking.waiting(person),
        "exclusions": Exclusion.objects.on(timezone.localdate()).filter(person=person).select_related("room"),
        "waiting": Introduction.objects.waiting_for(person).count(),
        "desk": [one for one in waiting.waiting(person) if one.number],
        "since": since,
        "was_here": was_here,
        "news": news.since(person, since),
        "gatherings": Gathering.objects.visible_to(person).answered_by(person).ahead()[:GATHERINGS],
        "questions": questions.waiting_for(person),
    }
    return render(request, "salon/home.html", context)
