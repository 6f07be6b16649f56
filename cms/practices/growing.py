"""A practice grows into a case: a draft with what is there, for an editor to write on."""

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import CaseIndexPage, CasePage, Growth, PracticePage
from cms.practices import drafting
from members.language import in_japanese
from members.models import Person


def may_grow(person: Person) -> bool:
    """Whoever may draft cases."""
    index = CaseIndexPage.objects.originals().first()
    return index is not None and index.permissions_for_user(person).can_add_subpage()


@in_japanese
def grow(practice: PracticePage, person: Person) -> CasePage:
    """The draft of a case, linked with the practice. Asked again it is the same one."""
    with transaction.atomic():
        index = Page.objects.select_for_update().get(pk=CaseIndexPage.objects.originals().get().pk)
        grown = Growth.objects.select_related("case").filter(practice=practice.pk).first()
        if grown is not None:
            return grown.case
        case = _case(drafting.latest(practice))
        case.owner = person
        index.specific.add_child(instance=case)
        case.save_revision(user=person, log_action="wagtail.create")
        Growth.objects.create(practice=practice, case=case)
        return case


def _case(practice: PracticePage) -> CasePage:
    case = CasePage(
        title=practice.title,
        slug=practice.slug,
        live=False,
        has_unpublished_changes=True,
        summary=practice.summary,
        organisation=practice.organisation,
        picture=practice.picture,
        picture_alt=practice.picture_alt,
        body=json.dumps(list(_body(practice))),
    )
    for words in ("target_groups", "approaches", "themes", "prefectures"):
        setattr(case, words, list(getattr(practice, words).all()))
    return case


def _body(practice: PracticePage):
    """Its beginning is what a case calls the need; the rest goes under the headings it had."""
    if practice.beginning:
        yield {"type": "need", "value": {"text": practice.beginning}}
    yield _text(_("どうやっているか"), practice.how)
    if practice.learnt:
        yield _text(_("やってみて分かったこと"), practice.learnt)
    if practice.first_step:
        yield _text(_("まねするなら、はじめの一歩"), practice.first_step)


def _text(heading: str, text: str) -> dict[str, Any]:
    return {"type": "text", "value": {"heading": heading, "text": text}}
