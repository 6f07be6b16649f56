"""/api/resources/: what programs are told of documents that are for everybody."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema
from ninja.decorators import decorate_view

from cms.views.answering import for_everybody
from salon.models import Resource

router = Router()


class ResourceShape(Schema):
    id: str = Field(description=_("アドレスの中の名前"))
    title: str = Field(description=_("資料の名前"))
    text: str = Field(description=_("どんな資料か"))
    file: str = Field(description=_("ファイルのアドレス"))
    content_type: str = Field(description=_("ファイルの種類"))
    size: int = Field(description=_("ファイルの大きさ（バイト）"))
    category: str = Field(description=_("種類"))
    theme: str = Field(description=_("テーマ"))
    organisation: str = Field(description=_("出した団体"))
    published: datetime | None = Field(description=_("載せた日時"))
    until: date | None = Field(description=_("いつまで見せるか"))


class ResourcesShape(Schema):
    items: list[ResourceShape] = Field(description=_("資料"))


@router.get("resources/", response=ResourcesShape, summary=_("だれでも使える資料"))
@decorate_view(for_everybody)
def resources(request) -> dict[str, Any]:
    found = Resource.objects.public().select_related("category", "theme", "organisation")
    return {"items": [_told(one) for one in found]}


def _told(resource: Resource) -> dict[str, Any]:
    file = reverse("resources:file", args=[resource.public_id])
    return {
        "id": str(resource.public_id),
        "title": resource.title,
        "text": resource.text,
        "file": f"{settings.SITE_URL}{file}",
        "content_type": resource.content_type,
        "size": resource.size,
        "category": resource.category.name,
        "theme": resource.theme.name if resource.theme else "",
        "organisation": resource.organisation.name if resource.organisation else "",
        "published": resource.approved_at,
        "until": resource.until,
    }
