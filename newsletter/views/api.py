"""/api/newsletter/: what programs are told of issues that are published."""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema
from ninja.decorators import decorate_view

from cms.views.answering import for_everybody
from newsletter.archive import public

router = Router()


class IssueShape(Schema):
    number: int = Field(description=_("号"))
    title: str = Field(description=_("題"))
    lead: str = Field(description=_("はじめの文"))
    date: datetime.date = Field(description=_("日付"))
    address: str = Field(description=_("ページのアドレス"))


class IssuesShape(Schema):
    items: list[IssueShape] = Field(description=_("お便り"))


@router.get("newsletter/", response=IssuesShape, summary=_("お便り"))
@decorate_view(for_everybody)
def issues(request) -> dict[str, Any]:
    names = ("number", "title", "lead", "date", "address")
    return {"items": [{name: getattr(one, name) for name in names} for one in public()]}
