"""What somebody may be about to type: the network's own words, and what pages and organisations are called."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backend

from cms.models.translations import say
from cms.searching import asking, sources
from cms.searching.folding import fold
from members.models import Approach, Prefecture, TargetGroup, Theme

MOST = 8
OF_EACH = 4  # titles of one source
VOCABULARIES = (TargetGroup, Theme, Approach, Prefecture)


class Suggestion(NamedTuple):
    words: str
    note: str


def suggestions(text: str) -> list[Suggestion]:
    """At most MOST, each once; nothing for what cannot be read or says nothing."""
    if not asking.read(text).words:
        return []
    found: dict[str, Suggestion] = {}
    for one in (*_vocabulary(fold(text).strip()), *_titles(text)):
        found.setdefault(fold(one.words), one)
    return list(islice(found.values(), MOST))


def _vocabulary(begun: str) -> Iterator[Suggestion]:
    """Words that begin like this, then words in which it stands."""
    names = [
        (word.name, str(model._meta.verbose_name)) for model in VOCABULARIES for word in model._default_manager.all()
    ]
    for name, note in names:
        if fold(name).startswith(begun):
            yield Suggestion(name, note)
    for name, note in names:
        # 京都 is no beginning of anything in 東京都
        if begun in fold(name)[1:] and note != _("都道府県"):
            yield Suggestion(name, note)


def _titles(text: str) -> Iterator[Suggestion]:
    """As they are read: below /en/ the English one where there is one, whichever of the two was begun."""
    found = []
    for source in sources.every():
        results = get_search_backend().search(text, source.find(AnonymousUser()), fields=["title"])
        found += [(source, one) for one in results[:OF_EACH]]
    say(one for _source, one in found)
    for source, one in found:
        yield Suggestion(source.show(one).title, str(source.label))
