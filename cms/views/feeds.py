"""Feeds: the same for everybody, as the pages are that they tell of."""

from django.http import HttpResponse

from cms import feeds
from cms.views.answering import for_everybody

ATOM = "application/atom+xml; charset=utf-8"


@for_everybody
def cases(request):
    return HttpResponse(feeds.of_cases(request.path), content_type=ATOM)


@for_everybody
def practices(request):
    return HttpResponse(feeds.of_practices(request.path), content_type=ATOM)
