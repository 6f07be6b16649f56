"""/me/later/: what one keeps for later, and the page where one says so."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms import later
from cms.models import Kept
from members.doors import signed_in


@signed_in
@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    return render(request, "cms/later/pages.html", {"pages": later.kept(request.user)})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The public page leads here: it knows nobody, and so cannot know what somebody keeps."""
    found = get_object_or_404(later.keepable(), pk=pk).specific
    if request.method != "POST":
        is_kept = Kept.objects.visible_to(request.user).filter(page=found.pk).exists()
        return render(request, "cms/later/page.html", {"page": found, "is_kept": is_kept})
    if request.POST.get("keep") == "no":
        later.drop(request.user, found)
        messages.success(request, _("「%(title)s」を「あとで読む」から外しました。") % {"title": found.title})
    else:
        later.keep(request.user, found)
        messages.success(request, _("「%(title)s」を「あとで読む」に入れました。") % {"title": found.title})
    return redirect("cms:later")


@csrf_exempt
@signed_in
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """The button on the public page, which is the same for everybody and so carries no token.

    One press is enough where the browser says that it was made on a page of ours; else the page with a button of its own follows.
    """
    found = get_object_or_404(later.keepable(), pk=pk)
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "same-origin":
        later.keep(request.user, found)
    return redirect("cms:later-page", found.pk)
