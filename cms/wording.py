"""What a word typed in the directory can mean: a name, a place, what an organisation writes, or one of the network's words.

There are a few hundred organisations at most, and some thirty characters of text in most of them: reading and folding
them here costs less than keeping a folded copy of everything up to date.
"""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from cms.filtering import Facet
from cms.searching import asking, wordings
from cms.searching.folding import fold

WRITTEN = ("legal_form", "name", "area", "summary")
VOCABULARIES = ("target", "theme", "approach")


def meaning(rows: QuerySet, facets: list[Facet]) -> Callable[[str], Q]:
    """What a row must be like for a word. The facets have their options already; the texts are read with the first word."""
    texts: dict[int, str] = {}
    by_param = {facet.param: facet for facet in facets}

    def meets(word: str) -> Q:
        if not texts:
            texts.update(_texts(rows))
        forms = [_in_two(form) for form in wordings.forms(asking.folded(word))]
        found = Q(pk__in=[pk for pk, text in texts.items() if any(form in text for form in forms)])
        for form in forms:
            for facet, slugs in _words(by_param, form):
                # By key, so that an organisation with two of the words is still found once
                found |= Q(pk__in=rows.model._base_manager.filter(facet.match(slugs)).values("pk"))
        return found

    return meets


def _texts(rows: QuerySet) -> dict[int, str]:
    read = rows.order_by().values_list("pk", *WRITTEN)
    # Form and name are one text, as they stand on a letter: NPO法人わんず
    return {pk: "\n".join(map(_searchable, (form + name, area, summary))) for pk, form, name, area, summary in read}


def _words(by_param: dict[str, Facet], wanted: str):
    """The network's words that are meant."""
    # From its beginning: 京都 is no part of 東京都
    prefectures = _named(by_param["prefecture"], lambda name: name.startswith(wanted))
    # 北海道 means the prefecture, not the block 北海道・東北
    blocks = [] if prefectures else _named(by_param["block"], lambda name: wanted in name)
    found = [(by_param["prefecture"], prefectures), (by_param["block"], blocks)]
    found += [(by_param[param], _named(by_param[param], lambda name: wanted in name)) for param in VOCABULARIES]
    return [(facet, slugs) for facet, slugs in found if slugs]


def _named(facet: Facet, fits: Callable[[str], bool]) -> list[str]:
    return [option.slug for option in facet.options if fits(_searchable(option.name))]


def _searchable(text: str) -> str:
    return _in_two(fold(text))


def _in_two(folded: str) -> str:
    """Without spaces, and 東京都 in two, so that who looks for 京都 does not find Tokyo."""
    return folded.replace(" ", "").replace("東京都", "東京 都")
