"""The public archive: the same for everybody."""

from django.core.paginator import Paginator
from django.template.response import TemplateResponse

from cms.models.translations import say
from cms.views.answering import public
from newsletter import archive, contents

A_PAGE = 12


@public(reads=["page"])
def show_index(page, request):
    shown = Paginator(archive.public().child_of(page), A_PAGE).get_page(request.GET.get("page"))
    say(shown.object_list)
    return TemplateResponse(request, "newsletter/index.html", {"page": page, "shown": shown})


@public
def show_issue(page, request):
    return TemplateResponse(request, "newsletter/issue.html", {"page": page, "parts": contents.parts(page)})
