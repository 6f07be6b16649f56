"""Which cases there are, by which words they are found, and what is said about each."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value
from django.utils.safestring import SafeString
from taggit.models import Tag

from cms import drawing, filtering
from cms.filtering import Facet, word_facet
from cms.models import CasePage, CaseTag, PracticePage
from cms.models.translations import say
from cms.pictures import Pictures
from members.asked import asked, rounded_up
from members.models import Approach, Block, Prefecture, TargetGroup, Theme

FEW = 4
# case → kind → name and slug
Labels = dict[int, dict[str, list[dict[str, str]]]]
# Of a case, with what it leads to: all that its card shows
FACTS = (
    *("title", "summary", "readings", "is_composite", "picture", "url_path", "path", "locale", "translation_key"),
    *("organisation__name", "organisation__is_sample", "cohort__year", "cohort__title"),
)


def public() -> QuerySet:
    """What everybody reads, with what a card shows."""
    return CasePage.objects.visible_to(AnonymousUser()).newest_first()


def counted() -> QuerySet:
    """What a figure may count: no 見本."""
    return public().filter(Q(organisation=None) | Q(organisation__is_sample=False))


def for_cards(cases: QuerySet) -> QuerySet:
    return cases.defer("body").select_related("organisation", "cohort")


def cards(
    cases: Iterable[CasePage | PracticePage], said: dict | None = None, shown: Pictures | None = None
) -> list[dict[str, Any]]:
    """Each case, or practice, with its words and its card.

    `said` are its words, if they are known already, `shown` the pictures; then it is said in the reader's language, too.
    """
    cases = list(cases)
    if shown is None:
        say(cases)
        shown = Pictures(case.picture_id for case in cases)
    said = labels(cases) if said is None else said
    return [
        {"case": case, "labels": said[case.pk], "html": card(case, said[case.pk]["target"], shown)} for case in cases
    ]


def card(page: CasePage | PracticePage, tags: list[dict[str, str]], shown: Pictures) -> SafeString:
    """The alternative text of its picture stays empty: the title beside it is the link, and says more."""
    picture = shown.draw(
        page.picture_id,
        "fill-{480x270,960x540} format-{avif,webp}",
        alt="",
        loading="lazy",
        sizes="(min-width: 48rem) 20rem, 92vw",
    )
    return drawing.from_template(
        "components/card.html",
        of=page.said_in,
        href=page.url,
        title=getattr(page, "title_read", page.title),
        text=getattr(page, "summary_read", page.summary),
        meta=page.byline,
        sample=page.is_sample,
        composite=getattr(page, "is_composite", False),
        tags=tags,
        img=picture,
    )


def facts(case: CasePage) -> list[dict[str, Any]]:
    """Of one that was fetched with FACTS: what its card is drawn from, but for words and picture."""
    there = [one for one in (case, case.organisation, case.cohort) if one]
    return [{name: value for name, value in vars(one).items() if name[0] != "_"} for one in there]


def word_facets() -> list[Facet]:
    """The network's own words, by which cases and practices are found alike."""
    return [
        word_facet("target", filtering.TARGET, TargetGroup.objects.all(), "target_groups__slug"),
        word_facet("approach", filtering.APPROACH, Approach.objects.all(), "approaches__slug", group="approach_class"),
        word_facet("block", filtering.BLOCK, Block.objects.all(), "prefectures__block__slug"),
        word_facet("prefecture", filtering.PREFECTURE, Prefecture.objects.all(), "prefectures__code"),
        word_facet("theme", filtering.THEME, Theme.objects.all(), "themes__slug"),
    ]


def facets() -> list[Facet]:
    """Free tags last: the network's own words lead."""
    tags = Tag.objects.filter(pk__in=CaseTag.objects.values("tag"))
    return [*word_facets(), word_facet("tag", filtering.TAG, tags, "tags__slug", free=True)]


# kind, vocabulary, way from a word to its pages, column for addresses
_LABELS: list[tuple[str, Any, str, str]] = [
    ("target", TargetGroup, "{pages}", "slug"),
    ("approach", Approach, "{pages}", "slug"),
    ("theme", Theme, "{pages}", "slug"),
    ("block", Block, "prefectures__{pages}", "slug"),
    ("prefecture", Prefecture, "{pages}", "code"),
]
_TAGS: tuple[str, Any, str, str] = ("tag", Tag, "cms_casetag_items__content_object", "slug")


def labels(cases: Iterable[CasePage | PracticePage], pages: str = "cases", index: str = "/cases/") -> Labels:
    """The words of many cases in one query: case → kind → name and slug, in the order of the vocabulary.

    `pages`: how a word calls them; `index`: where they are filtered by it. Only cases have free tags.
    """
    ids = [case.pk for case in cases]
    # A case and those beside it are asked for in ready words; where there are fewer, nobody stands in the other places
    few = len(ids) <= FEW and pages == "cases"
    rows = _words_of_few(*rounded_up(ids, FEW)) if few else _words(ids, pages)
    found: Labels = defaultdict(lambda: defaultdict(list))
    for kind, case, slug, name, _order in sorted(rows, key=lambda row: (row[4], row[2])):
        found[case][kind].append({"name": name, "slug": slug, "url": f"{index}?{kind}={slug}"})
    return found


def _words(ids: list[int], pages: str) -> QuerySet:
    questions = []
    for kind, model, path, column in [*_LABELS, *([_TAGS] if pages == "cases" else [])]:
        way = path.format(pages=pages)
        order = F("order") if hasattr(model, "order") else Value(0, output_field=IntegerField())
        questions.append(
            model.objects.order_by()
            .filter(**{f"{way}__in": ids})
            .annotate(
                label_kind=Value(kind, output_field=CharField()),
                label_case=F(way),
                label_slug=F(column),
                label_order=order,
            )
            .values_list("label_kind", "label_case", "label_slug", "name", "label_order")
            .distinct()
        )
    return questions[0].union(*questions[1:])


@asked
def _words_of_few(*cases: int) -> QuerySet:
    return _words(list(cases), "cases")


def draft_labels(case: CasePage | PracticePage) -> dict[str, list[dict[str, str]]]:
    """The same for a preview, whose words are not in the database yet."""
    plain = {
        "target": case.target_groups,
        "approach": case.approaches,
        "theme": case.themes,
        "prefecture": case.prefectures,
    }
    found = {kind: [{"name": word.name} for word in words.all()] for kind, words in plain.items()}
    if isinstance(case, CasePage):
        found["tag"] = [{"name": tag.name} for tag in case.tags.all()]
    return found
