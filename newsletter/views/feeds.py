"""The feed of the archive."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cms import feeds
from cms.views.answering import for_everybody
from cms.views.feeds import ATOM
from newsletter import archive


@for_everybody
def issues(request):
    entries = [feeds.entry_of(issue) for issue in archive.public().defer("body")[: feeds.NEWEST]]
    return HttpResponse(feeds.atom(_("つながり：お便り"), "/newsletter/", request.path, entries), content_type=ATOM)
