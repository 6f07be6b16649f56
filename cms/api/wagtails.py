"""The same pages as Wagtail's own API tells them, for programs that know it. Reading only, the same for everybody."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from rest_framework.fields import Field
from rest_framework.response import Response
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.serializers import PageSerializer
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.models.base import PublicQuerySet

# What Wagtail hands to Python and the database without a look; a number that is none to SQLite offends its "integrity"
UNREADABLE = (ValidationError, ValueError, TypeError, OverflowError, DataError, IntegrityError)


class Address(Field):
    """Where everybody reads the page, from the one setting that knows where this house stands."""

    def get_attribute(self, instance: Page) -> Page:
        return instance

    def to_representation(self, value: Page) -> str | None:
        parts = value.get_url_parts()
        return f"{settings.SITE_URL}{parts[2]}" if parts and parts[2] else None


class PageTold(PageSerializer):
    html_url = Address(read_only=True)


class Pages(PagesAPIViewSet):
    """By the rule of the pages, and not by Wagtail's, which asks who reads and knows nothing of translations."""

    base_serializer_class = PageTold
    # Nobody's cookie opens more
    authentication_classes = ()
    permission_classes = ()

    def get_base_queryset(self) -> PageQuerySet:
        return PublicQuerySet(Page).visible_to(AnonymousUser()).filter(depth__gt=1).order_by("pk")

    @classmethod
    def get_urlpatterns(cls) -> list:
        """All and one; finding by words is done with the conditions of /api/."""
        return [one for one in super().get_urlpatterns() if one.name != "find"]

    def handle_exception(self, exc: Exception) -> Response:
        if not isinstance(exc, (*UNREADABLE, BadRequestError)):
            return super().handle_exception(exc)
        said = {"detail": str(exc)} if isinstance(exc, BadRequestError) else {}
        return Response({"message": _("読みとれない条件があります。"), **said}, status=400)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(*args, **kwargs)
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        response["Access-Control-Allow-Origin"] = "*"
        return response


router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", Pages)


def paths() -> dict[str, Any]:
    """What it is asked and answers, in OpenAPI, as our own addresses are told."""
    about = {
        "type": _("ページの種類"),
        "html_url": _("ページのアドレス"),
        "detail_url": _("このデータのアドレス"),
        "slug": _("アドレスの終わりの言葉"),
        "first_published_at": _("載せた日時"),
    }
    page = {
        "type": "object",
        "properties": {
            "id": {"type": "integer", "description": _("番号")},
            "title": {"type": "string", "description": _("題")},
            "meta": {
                "type": "object",
                "properties": {name: {"type": "string", "description": said} for name, said in about.items()},
            },
        },
    }
    pages = {
        "type": "object",
        "properties": {
            "meta": {
                "type": "object",
                "properties": {"total_count": {"type": "integer", "description": _("ぜんぶの数")}},
            },
            "items": {"type": "array", "items": page},
        },
    }
    conditions = {
        "type": _("ページの種類。例：cms.CasePage"),
        "fields": _("ほかに返してほしいもの。例：summary,body"),
        "search": _("さがす言葉"),
        "order": _("並べ方。例：-first_published_at"),
        "limit": _("いくつまで（20まで）"),
        "offset": _("何番目から"),
        "child_of": _("どのページのすぐ下か（番号）"),
    }
    return {
        "/api/v2/pages/": _told(_("Wagtail の形で、公開のページ"), conditions, "query", pages),
        "/api/v2/pages/{id}/": _told(_("Wagtail の形で、1つのページ"), {"id": _("番号")}, "path", page),
    }


def _told(summary: str, conditions: dict[str, str], where: str, answer: dict[str, Any]) -> dict[str, Any]:
    parameters = [
        {"in": where, "name": name, "description": said, "required": where == "path", "schema": {"type": "string"}}
        for name, said in conditions.items()
    ]
    responses = {200: {"description": "OK", "content": {"application/json": {"schema": answer}}}}
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses}}
