"""Rooms at the desk: working groups, and the room of each organisation with the secretariat."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import guarding
from members.models import Organisation, Person
from members.text import fold, is_readable
from salon.desk.doors import for_facilitators
from salon.models import Room
from salon.rooms import groups, opening
from salon.rooms.forms import GroupForm

ON_A_PAGE = 30
TYPED = ("name", "purpose")  # of a group


def _words(request: HttpRequest) -> str:
    """What is looked for. What no database holds finds nothing."""
    words = request.GET.get("q", "")[:60]
    return words.strip() if is_readable(words) else ""


@for_facilitators
@require_safe
def rooms(request: HttpRequest) -> HttpResponse:
    """Working groups, and all organisations with the way to their room."""
    words = _words(request)
    entering = groups.organisations().filter(folded_name__contains=fold(words)).order_by("-is_sample", "folded_name")
    page = Paginator(entering, ON_A_PAGE).get_page(request.GET.get("page"))
    opening.open_own_rooms(Organisation.objects.filter(pk__in=[one.pk for one in page]))
    own = (
        Room.objects.visible_to(request.user)
        .filter(kind=Room.Kind.OWN)
        .in_bulk([one.pk for one in page], field_name="organisation_id")
    )
    context = {
        "groups": Room.objects.visible_to(request.user).filter(kind=Room.Kind.GROUP).order_by("closed_at", "name"),
        "page": page,
        "own": [own[one.pk] for one in page if one.pk in own],
        "q": words,
    }
    return render(request, "salon/desk/rooms.html", context)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and guarding.lets_through(request, form, *TYPED):
        room = groups.open_group(**form.cleaned_data, by=request.user)
        messages.success(request, _("作業グループをつくりました。入る人と団体を選んでください。"))
        return redirect("desk:group", room.slug)
    return render(request, "salon/desk/group_new.html", {"form": form}, status=422 if form.errors else 200)


def _group(request: HttpRequest, slug: str) -> Room:
    return get_object_or_404(Room.objects.visible_to(request.user).filter(kind=Room.Kind.GROUP), slug=slug)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """Name and purpose, who is in it, and looking for more. POST names it."""
    room = _group(request, slug)
    form = GroupForm(request.POST or None, initial={"name": room.name, "purpose": room.purpose})
    said_before = f"{room.name}\n{room.purpose}"
    if (
        request.method == "POST"
        and form.is_valid()
        and guarding.lets_through(request, form, *TYPED, before=said_before)
    ):
        groups.name(room, **form.cleaned_data)
        messages.success(request, _("変えました。"))
        return redirect("desk:group", slug)
    words = _words(request)
    organisations, people = groups.found(room, words) if words else ((), ())
    context = {
        "room": room,
        "form": form,
        "listed": room.members.select_related("person", "organisation").order_by("pk"),
        "q": words,
        "organisations": organisations,
        "people": people,
    }
    return render(request, "salon/desk/group.html", context, status=422 if form.errors else 200)


class _WhoForm(forms.Form):
    """One person or one organisation, by its number."""

    person = forms.ModelChoiceField(Person.objects.all(), required=False)
    organisation = forms.ModelChoiceField(Organisation.objects.all(), required=False)


@for_facilitators
@require_POST
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody comes in (`step` is `add`) or goes (`remove`)."""
    room = _group(request, slug)
    form = _WhoForm({name: value for name, value in request.POST.items() if value.isascii() and len(value) < 19})
    who = None
    if form.is_valid():
        who = form.cleaned_data.get("organisation") or form.cleaned_data.get("person")
    step = request.POST.get("step")
    if who is None or step not in ("add", "remove"):
        messages.error(request, _("人か団体を、一覧から選んでください。"))
    elif step == "remove":
        groups.remove(room, who, by=request.user)
        messages.success(request, _("%(who)sは、このグループから外れました。") % {"who": who})
    elif not _may_come(who):
        messages.error(request, _("いまは会員ではないため、入れません。"))
    else:
        groups.add(room, who, by=request.user)
        messages.success(request, _("%(who)sが、このグループに入りました。") % {"who": who})
    return redirect("desk:group", slug)


def _may_come(who: Person | Organisation) -> bool:
    may = groups.organisations() if isinstance(who, Organisation) else Person.objects.members()
    return may.filter(pk=who.pk).exists()


@for_facilitators
@require_POST
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Nothing more is written in the group (`on` is 1), or again (0)."""
    room = _group(request, slug)
    on = request.POST.get("on") == "1"
    groups.close(room, on, by=request.user)
    messages.success(request, _("グループを終了しました。") if on else _("グループをまた開きました。"))
    return redirect("desk:group", slug)
