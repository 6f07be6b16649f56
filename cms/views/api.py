"""The addresses below /api/. Conditions are those of the pages, read in the same tolerant way."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema
from ninja.decorators import decorate_view

from cms import casework, directory, filtering, wording
from cms.api import telling
from cms.api.shapes import (
    CasesShape,
    FacetShape,
    NothingShape,
    OrganisationsShape,
    PracticesShape,
    WholeCaseShape,
    WholeOrganisationShape,
    WholePracticeShape,
)
from cms.models import CasePage, PracticePage
from cms.practices import finding
from cms.searching.meaning import meaning
from cms.views.answering import for_everybody

A_PAGE = 50
router = Router()


class Asked(Schema):
    """Said for the document; what was really asked is read by cms/filtering.py, which says what it cannot use."""

    q: str = Field("", description=_("さがす言葉"))
    page: str = Field("", description=_("何ページ目か"))


class StoriesAsked(Asked):
    target: list[str] = Field([], description=_("対象"))
    approach: list[str] = Field([], description=_("取組の種類"))
    block: list[str] = Field([], description=_("ブロック"))
    prefecture: list[str] = Field([], description=_("都道府県"))
    theme: list[str] = Field([], description=_("テーマ"))


class CasesAsked(StoriesAsked):
    tag: list[str] = Field([], description=_("タグ"))


class OrganisationsAsked(Asked):
    target: list[str] = Field([], description=_("対象"))
    approach: list[str] = Field([], description=_("取組の種類"))
    theme: list[str] = Field([], description=_("テーマ"))
    block: list[str] = Field([], description=_("ブロック"))
    prefecture: list[str] = Field([], description=_("都道府県"))
    founded: list[str] = Field([], description=_("設立"))
    size: list[str] = Field([], description=_("組織の規模"))
    office: list[str] = Field([], description=_("事務の体制"))
    ties: list[str] = Field([], description=_("地域との関係"))


@router.get("cases/", response=CasesShape, summary=_("事例をさがす"))
@decorate_view(for_everybody(reads=CasesAsked.model_fields))
def cases(request, asked: Query[CasesAsked]):
    everything, facets = casework.public(), casework.facets()
    filtering.fill(facets, everything, everything)
    selection = filtering.read(request.GET, facets)
    found = selection.narrow(everything, meaning(CasePage))
    found = found.defer("body").select_related("organisation")
    return _list(request, found, selection, telling.of_cases)


@router.get("cases/{slug}/", response={200: WholeCaseShape, 404: NothingShape}, summary=_("1つの事例"))
@decorate_view(for_everybody)
def case(request, slug: str):
    found = casework.public().filter(slug=slug).select_related("organisation").first()
    if found is None:
        raise Http404
    return telling.of_case(found)


@router.get("practices/", response=PracticesShape, summary=_("取組カードをさがす"))
@decorate_view(for_everybody(reads=StoriesAsked.model_fields))
def practices(request, asked: Query[StoriesAsked]):
    everything, facets = finding.public(), casework.word_facets()
    filtering.fill(facets, everything, everything)
    selection = filtering.read(request.GET, facets)
    found = selection.narrow(everything, meaning(PracticePage)).select_related("organisation")
    return _list(request, found, selection, telling.of_practices)


@router.get("practices/{slug}/", response={200: WholePracticeShape, 404: NothingShape}, summary=_("1枚の取組カード"))
@decorate_view(for_everybody)
def practice(request, slug: str):
    found = finding.public().filter(slug=slug).select_related("organisation").first()
    if found is None:
        raise Http404
    return telling.of_practice(found)


@router.get("organisations/", response=OrganisationsShape, summary=_("団体をさがす"))
@decorate_view(for_everybody(reads=OrganisationsAsked.model_fields))
def organisations(request, asked: Query[OrganisationsAsked]):
    everything, facets = directory.public(), directory.facets()
    filtering.fill(facets, everything, everything.counted())
    selection = filtering.read(request.GET, facets)
    found = selection.narrow(everything, wording.meaning(everything, facets))
    return _list(request, found.prefetch_related("prefectures", "target_groups"), selection, telling.of_organisations)


@router.get("organisations/{code}/", response={200: WholeOrganisationShape, 404: NothingShape}, summary=_("1つの団体"))
@decorate_view(for_everybody)
def organisation(request, code: str):
    found = directory.public().filter(code=code).select_related("type").first()
    if found is None:
        raise Http404
    return telling.of_organisation(found)


@router.get("words/cases/", response=list[FacetShape], summary=_("事例のしぼりこみに使える言葉"))
@decorate_view(for_everybody)
def words_of_cases(request):
    return _words(casework.public(), casework.facets())


@router.get("words/practices/", response=list[FacetShape], summary=_("取組カードのしぼりこみに使える言葉"))
@decorate_view(for_everybody)
def words_of_practices(request):
    return _words(finding.public(), casework.word_facets())


@router.get("words/organisations/", response=list[FacetShape], summary=_("団体のしぼりこみに使える言葉"))
@decorate_view(for_everybody)
def words_of_organisations(request):
    return _words(directory.public(), directory.facets())


def _words(everything, facets: list[filtering.Facet]) -> list[dict[str, Any]]:
    filtering.fill(facets, everything, everything)
    return telling.of_facets(facets)


def _list(request, found, selection: filtering.Selection, tell) -> dict[str, Any]:
    paginator = Paginator(found, A_PAGE)
    shown = paginator.page(filtering.page_number(request.GET, paginator.num_pages, selection))
    return {
        "count": paginator.count,
        "page": shown.number,
        "pages": paginator.num_pages,
        "problems": selection.problems,
        "items": tell(shown.object_list),
    }
