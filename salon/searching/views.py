"""さがす: one field, what was found beneath it. Words that are searched stand in no log of ours."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.searching import excerpts
from members.doors import signed_in
from salon import marks
from salon.models import Gathering, Message, Posting, Room
from salon.searching import beside, finding, index, names
from salon.searching.forms import SearchForm


@signed_in
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET, person=request.user)
    context = {"form": form, "has_rooms": Room.objects.visible_to(request.user).exists()}
    if context["has_rooms"] and (form.asked.words or form.narrowed):
        context |= _found(request, form)
    return render(request, "salon/search.html", context)


def _found(request: HttpRequest, form: SearchForm) -> dict:
    wanted = form.conditions()
    before = _number(request.GET.get("before", ""))
    found = {"searched": True, "before": before, "ways": _ways(form)}
    postings = beside.postings(request.user, wanted), partial(_posting, words=wanted.words)
    gatherings = beside.gatherings(request.user, wanted), partial(_gathering, words=wanted.words)
    if wanted.is_about_postings:
        return found | _page("postings", *postings, before)
    if wanted.is_about_gatherings:
        return found | _page("gatherings", *gatherings, before)
    messages = finding.messages(request.user, wanted, before, finding.ON_A_PAGE + 1)
    shown = messages[: finding.ON_A_PAGE]
    summaries = index.summed_up([one.topic_id for one in shown])
    found["messages_found"] = [_message(one, wanted.words, summaries.get(one.topic_id, "")) for one in shown]
    found["older"] = shown[-1].pk if len(messages) > finding.ON_A_PAGE else None
    if not before and not wanted.is_about_messages:
        found["gatherings"] = _nearby(*gatherings)
        if not wanted.room:
            found["postings"] = _nearby(*postings)
        if not form.narrowed:
            found["people"] = names.people(request.user, wanted.words, beside.NEARBY)
            found["organisations"] = names.organisations(request.user, wanted.words, beside.NEARBY)
    return found


def _page(name: str, found: QuerySet, shown: Callable[[Any], dict], before: int) -> dict:
    page = found[before : before + finding.ON_A_PAGE + 1]
    older = before + finding.ON_A_PAGE if len(page) > finding.ON_A_PAGE else None
    return {name: list(map(shown, page[: finding.ON_A_PAGE])), "older": older}


def _nearby(found: QuerySet, shown: Callable[[Any], dict]) -> list[dict]:
    return list(map(shown, found[: beside.NEARBY]))


def _message(message: Message, words: tuple[str, ...], summary: str) -> dict:
    """What of it holds a word is shown: the text, else its poll, else the summary, which a topic's first message carries."""
    said = []
    if message.is_readable:
        poll = getattr(message, "poll", None)
        said = [marks.read(message.text), " ".join([poll.question, *poll.options]) if poll else ""]
    shown = next((one for one in [*said, marks.read(summary)] if excerpts.holds(one, words)), said[0] if said else "")
    return {
        "message": message,
        "title": excerpts.marked(message.topic.title, words),
        "excerpt": excerpts.excerpt(shown, words),
    }


def _posting(posting: Posting, words: tuple[str, ...]) -> dict:
    return {
        "posting": posting,
        "title": excerpts.marked(posting.title, words),
        "excerpt": excerpts.excerpt(posting.text, words),
    }


def _gathering(gathering: Gathering, words: tuple[str, ...]) -> dict:
    said = [marks.read(gathering.text), gathering.cancelled_because]
    return {
        "gathering": gathering,
        "title": excerpts.marked(gathering.title, words),
        "where": excerpts.marked(gathering.where, words),
        "excerpt": excerpts.excerpt(next((one for one in said if excerpts.holds(one, words)), said[0]), words),
    }


def _ways(form: SearchForm) -> list[tuple[str, str]]:
    """What could be left out so that more is found: its name and the address without it."""
    chosen = form.narrowed
    return (
        [(form.fields[name].label, form.without(name)) for name in chosen]
        if form.asked.words or len(chosen) > 1
        else []
    )


def _number(raw: str) -> int:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 19 else 0
