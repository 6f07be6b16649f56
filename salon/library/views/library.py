"""The library for those who have signed in: each sees what was meant for them."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import guarding
from members.doors import signed_in
from members.models import Theme
from members.text import fold, is_readable
from salon.library import sharing
from salon.library.forms import ResourceForm
from salon.models import Resource, ResourceCategory, Room, ShutOut
from salon.rooms.recognising import NotTaken
from salon.rooms.views.files import sent

EDITS = ["GET", "HEAD", "POST"]
A_PAGE = 30


@signed_in
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    everything = Resource.objects.visible_to(request.user)
    found = _narrowed(request, everything.select_related("category", "theme", "organisation", "room"))
    pages = Paginator(found, A_PAGE)
    raw = request.GET.get("page", "")
    shown = pages.get_page(int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else 1)
    context = {
        "shown": shown,
        "categories": ResourceCategory.objects.filter(resources__in=everything).annotate(number=Count("resources")),
        "themes": Theme.objects.filter(pk__in=everything.values("theme")),
        "category": request.GET.get("category", ""),
        "theme": request.GET.get("theme", ""),
        "q": _words(request),
        "is_narrowed": any(request.GET.get(name) for name in ("category", "theme", "q")),
        "waiting": Resource.objects.waiting().select_related("organisation") if request.user.is_facilitator else (),
        "may_share": _may_share(request),
    }
    return render(request, "salon/library/library.html", context)


def _narrowed(request: HttpRequest, found):
    for name in ("category", "theme"):
        value = request.GET.get(name, "")
        if value:
            found = found.filter(**{f"{name}__slug": value}) if is_readable(value) else found.none()
    words = _words(request).split()
    if not words:
        return found
    # A library of some hundred documents: read through, folded as names are
    keys = [one.pk for one in found if all(fold(word) in fold(f"{one.title} {one.text} {one.name}") for word in words)]
    return found.filter(pk__in=keys)


def _words(request: HttpRequest) -> str:
    typed = " ".join(request.GET.get("q", "").split())[:100]
    return typed if is_readable(typed) else ""


def _may_share(request: HttpRequest) -> bool:
    return request.user.is_facilitator or request.user.is_member


@signed_in
@require_http_methods(EDITS)
def new(request: HttpRequest) -> HttpResponse:
    """`?room=`: from which room somebody comes."""
    if not _may_share(request):
        raise Http404
    slug = request.GET.get("room", "")
    here = Room.objects.visible_to(request.user).filter(slug=slug).first() if slug and is_readable(slug) else None
    form = ResourceForm(request.POST or None, request.FILES or None, person=request.user, room=here)
    if request.method == "POST" and form.is_valid() and _is_let_through(request, form):
        file = form.cleaned_data["file"]
        try:
            shared = sharing.share(request.user, form.facts(), file.name, file.read())
        except NotTaken as error:
            form.add_error("file", str(error))
        except ShutOut as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _said(shared))
            return redirect(shared)
    return _form(request, form)


@signed_in
@require_safe
def resource(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    found = _found(request, name)
    context = {
        "resource": found,
        "may_change": sharing.may_change(request.user, found),
        "may_withdraw": sharing.may_withdraw(request.user, found),
        "may_approve": request.user.is_facilitator and found.is_waiting,
    }
    return render(request, "salon/library/resource.html", context)


@signed_in
@require_safe
def file(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    found = _found(request, name)
    return sent(sharing.path(found), found.content_type, found.name, as_attachment=True)


@signed_in
@require_http_methods(EDITS)
def edit(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    found = _found(request, name)
    if not sharing.may_change(request.user, found):
        raise Http404
    before = f"{found.title}\n{found.text}"
    form = ResourceForm(request.POST or None, person=request.user, resource=found)
    if request.method == "POST" and form.is_valid() and _is_let_through(request, form, before):
        try:
            changed = sharing.change(request.user, found, form.facts())
        except sharing.NotYours as error:
            raise Http404 from error
        except ShutOut as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _said(changed))
            return redirect(changed)
    return _form(request, form, found)


@signed_in
@require_POST
def approve(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    """`seen`: the state of the page on which the button was pressed."""
    if not request.user.is_facilitator:
        raise Http404
    found = _found(request, name)
    if request.POST.get("seen") == found.consented_at.isoformat() and sharing.approve(found):
        messages.success(request, _("だれでも読めるようになりました。"))
        return redirect("library:home")
    messages.error(
        request, _("見ておられる間に、書きなおされました。いまの内容を確かめてから、もう一度押してください。")
    )
    return redirect(found)


@signed_in
@require_POST
def withdraw(request: HttpRequest, name: uuid.UUID) -> HttpResponse:
    try:
        sharing.withdraw(request.user, _found(request, name))
    except sharing.NotYours as error:
        raise Http404 from error
    messages.success(request, _("取り下げました。ファイルも消しました。"))
    return redirect("library:home")


def _found(request: HttpRequest, name: uuid.UUID) -> Resource:
    rows = Resource.objects.visible_to(request.user).select_related("category", "theme", "organisation", "room")
    return get_object_or_404(rows, public_id=name)


def _is_let_through(request: HttpRequest, form: ResourceForm, before: str = "") -> bool:
    file = form.cleaned_data.get("file")
    return guarding.lets_through(request, form, "title", "text", before=before, files=[file.name] if file else ())


def _said(shared: Resource) -> str:
    if shared.is_waiting:
        return _("受けとりました。事務局が確かめると、だれでも読めるようになります。それまでは会員だけが読めます。")
    return _("資料を出しました。")


def _form(request: HttpRequest, form: ResourceForm, found: Resource | None = None) -> HttpResponse:
    context = {"form": form, "resource": found}
    return render(request, "salon/library/form.html", context, status=422 if form.errors else 200)
