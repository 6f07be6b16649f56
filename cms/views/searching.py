"""さがす: one field over everything that is public. Words that are searched stand in no log of ours."""

from collections.abc import Iterator
from itertools import chain

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import filtering
from cms.searching import asking, excerpts, finding, index, suggesting, wordings
from members.language import JAPANESE


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    asked = asking.read(request.GET.get("q", ""))
    selection = filtering.choose(request.GET, finding.facets())
    selection.q = asked.text if asked.words else ""
    selection.problems = [*asked.problems, *selection.problems]
    context = {"selection": selection, "text": asked.text}
    if selection.active:
        context |= _found(request, selection, asked)
    elif "q" in request.GET and not selection.problems:
        selection.problems.append(_("さがす言葉を入れてから、「さがす」を押してください。1文字からさがせます。"))
    return _same_for_everybody(request, TemplateResponse(request, "cms/search.html", context).render())


def _found(request: HttpRequest, selection: filtering.Selection, asked: asking.Asked) -> dict:
    chosen = {facet.param: [one.slug for one in facet.chosen] for facet in selection.facets if facet.chosen}
    search = finding.Search(selection.q, chosen)
    search.count(selection.facets)
    paginator = Paginator(range(min(search.total, finding.REACHABLE)), finding.ON_A_PAGE)
    shown = paginator.page(filtering.page_number(request.GET, paginator.num_pages, selection))
    words = [form for word in asked.words for form in wordings.forms(word)]
    return {
        "searched": True,
        "total": search.total,
        "shown": shown,
        "results": [_result(source, one, words) for source, one in search.page(shown.number)],
    }


def _result(source, one, words: list[str]) -> dict:
    shown, said_in = source.show(one), getattr(one, "said_in", JAPANESE)
    # What was written first; then a word under which it is filed, so that one sees why it is here. These words are Japanese:
    # where a translation is read and has nothing of what was typed, it is shown from its beginning
    written = [source.read(text) for text in index.written(one)]
    told = (text for text in chain(written, _filed(one) if said_in == JAPANESE else ()) if excerpts.holds(text, words))
    text = next(told, next((text for text in written if text != shown.meta), ""))
    return {
        "shown": shown,
        "said_in": said_in,
        "kind": source.label,
        "title": excerpts.marked(shown.title, words),
        "excerpt": excerpts.excerpt(text, words),
    }


def _filed(one) -> Iterator[str]:
    """Asked of the database only when nothing that was written holds a word."""
    yield from index.parts(one)[1]


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """What the list beneath the field offers, for the script of the page."""
    found = suggesting.suggestions(request.GET.get("q", ""))
    return _same_for_everybody(request, JsonResponse({"suggestions": [one._asdict() for one in found]}))


def _same_for_everybody(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)
