"""Inside Wagtail's admin: from a practice to the draft of a case. For whoever drafts cases; to others it does not exist."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.models import PracticePage
from cms.practices import growing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def grow(request: HttpRequest, pk: int) -> HttpResponse:
    if not growing.may_grow(request.user):
        raise Http404
    practice = get_object_or_404(
        PracticePage.objects.originals().filter(pk__in=Page.objects.filter(pk=pk).values("pk"))
    )
    if request.method == "POST":
        case = growing.grow(practice, request.user)
        messages.success(request, _("取組カードの内容で、事例の下書きをつくりました。続きを書いてください。"))
        return redirect("wagtailadmin_pages:edit", case.pk)
    context = {"practice": practice, "header_icon": "doc-full", "page_title": practice.title}
    return render(request, "cms/admin/grow.html", context)
