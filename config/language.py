"""In which language a request is answered, and that an English page leads on to English ones."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from members import language

# Not a link that names a language itself, as those of the switch do
LINK = re.compile(r'(<(?:a|form)\b(?![^>]*\shreflang=)[^>]*?\s(?:href|action)=")(/(?!/)[^"?#]*)')


class Middleware:
    """By the address, and on somebody's own pages by what they chose. Nobody's browser is asked: the house speaks Japanese.

    The admin has a language of its own for each person, by Wagtail.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = language_of(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
            if chosen != language.JAPANESE:
                lead_on(response)
        return response


def language_of(request: HttpRequest) -> str:
    if language.is_personal(request.path):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        return chosen if chosen in dict(settings.LANGUAGES) else language.JAPANESE
    return language.of_path(request.path)


def lead_on(response: HttpResponse) -> None:
    """Every link of an English page leads to the English side of where it leads, whoever wrote it.

    Here and not at each link: some stand in our templates, some in what editors write, some are pages' own addresses, and
    one that was forgotten would lead back into Japanese without a word.
    """
    if response.get("Location", "").startswith("/"):
        response["Location"] = language.here(response["Location"])
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return
    html = response.content.decode(response.charset)
    response.content = LINK.sub(lambda link: link[1] + language.here(link[2]), html)
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))


class Redirects(RedirectMiddleware):
    """What moved is found again below /en/ too, from where it stood and to where it stands."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        path = language.beside(request.path, language.JAPANESE)
        if response.status_code == 404 and path != request.path:
            moved = get_redirect(request, Redirect.normalise_path(path))
            if moved is not None and moved.link:
                return HttpResponsePermanentRedirect(language.here(moved.link))
        return super().process_response(request, response)
