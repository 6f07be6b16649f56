"""The OpenAPI document of the API as a page for people, without anybody's script."""

from typing import Any

from django.conf import settings
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.decorators import decorate_view
from ninja.renderers import JSONRenderer

from cms.api import wagtails
from cms.views.answering import for_everybody
from cms.views.api import router


class Readable(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False}


class PublicAPI(NinjaAPI):
    def create_response(self, *args, **kwargs):
        """Any other site may read it from a browser: it is public, and nobody's cookie opens more."""
        response = super().create_response(*args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response


api = PublicAPI(
    title=gettext_lazy("つながりの公開データ"),
    version="1",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    renderer=Readable(),
)
api.add_router("", router)


def openapi() -> dict[str, Any]:
    document = api.get_openapi_schema(path_prefix="/api/")
    document["paths"] |= wagtails.paths()
    return document


@api.get("openapi.json", include_in_schema=False)
@decorate_view(for_everybody)
def as_json(request):
    return openapi()


@for_everybody
def as_page(request):
    document = openapi()
    shapes = document["components"]["schemas"]
    context = {
        "title": document["info"]["title"],
        "site": settings.SITE_URL,
        "address": f"{settings.SITE_URL}{request.path}",
        "doors": [_door(path, told["get"], shapes) for path, told in document["paths"].items()],
        "description": _(
            "公開されている事例、取組カード、団体、集い、資料、お便りを、プログラムから読むための窓口です。"
        ),
    }
    return TemplateResponse(request, "cms/api.html", context)


def _door(path: str, told: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    answer = told["responses"][200]["content"]["application/json"]["schema"]
    return {
        "path": path,
        "summary": told["summary"],
        "parameters": [
            {
                "name": one["name"],
                "in": one["in"],
                "description": one.get("description", one["schema"].get("description", "")),
            }
            for one in told["parameters"]
        ],
        "answer": _fields(answer, shapes),
    }


def _fields(shape: dict[str, Any], shapes: dict[str, Any], before: str = "") -> list[dict[str, str]]:
    """All that an answer holds, one beneath the other: items[].title."""
    shape, mark = _resolved(shape, shapes)
    found = []
    for name, field in shape.get("properties", {}).items():
        inner, many = _resolved(field, shapes)
        found.append({"name": f"{before}{mark}{name}", "description": str(field.get("description", ""))})
        found += _fields(field, shapes, f"{before}{mark}{name}{'' if many else '.'}") if inner.get("properties") else []
    return found


def _resolved(shape: dict[str, Any], shapes: dict[str, Any]) -> tuple[dict[str, Any], str]:
    if shape.get("type") == "array":
        return _resolved(shape["items"], shapes)[0], "[]."
    if "$ref" in shape:
        return shapes[shape["$ref"].rpartition("/")[2]], ""
    return shape, ""
