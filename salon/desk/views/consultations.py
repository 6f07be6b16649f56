"""名前を出さない相談 for who asks: asking, agreeing, taking back, reading the answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.models import Organisation
from salon.desk import consulting
from salon.desk.doors import for_members
from salon.desk.views.consultation_forms import ConsultationForm, FurtherForm
from salon.models import Consultation, Room, organisations_of
from salon.rooms.posting import KeyConflict


def _own(request: HttpRequest, name) -> Consultation:
    """Only who asked; facilitators have a page of their own at the desk."""
    found = Consultation.objects.asked_by(request.user).select_related("message__topic", "message__room", "room")
    return get_object_or_404(found, public_id=name)


@for_members
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    answers = consulting.new_answers(request.user)
    asked = Consultation.objects.asked_by(request.user).filter(follows=None).select_related("message", "room")
    rows = [(one, answers.get(one.message.topic_id, 0) if one.message else 0) for one in asked]
    context = {"rows": rows, "may_ask": organisations_of(request.user).exists()}
    return render(request, "salon/desk/consultations.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    organisations = organisations_of(request.user)
    if not organisations.exists():
        return redirect("desk:consultations")  # a facilitator without an organisation asks by name
    rooms = consulting.rooms_for(request.user)
    form = ConsultationForm(
        request.POST or None, organisations=organisations, rooms=rooms, initial={"room": request.GET.get("room")}
    )
    if request.method == "POST" and form.is_valid() and (found := _asked(request, form, organisations[0])):
        messages.success(request, _("事務局が受け取りました。出す前に、事務局が読みます。"))
        return redirect("desk:consultation", found.public_id)
    return render(request, "salon/desk/consultation_new.html", {"form": form}, status=422 if form.errors else 200)


def _asked(request: HttpRequest, form: ConsultationForm, organisation: Organisation) -> Consultation | None:
    """The question, or None with the reason in the form."""
    data = form.cleaned_data
    said = {name: data[name] for name in ("title", "text", "room", "key")}
    try:
        return consulting.ask(asker=request.user, organisation=data.get("organisation") or organisation, **said)
    except KeyConflict:
        form.with_new_key().add_error(
            None,
            _("この相談は、別の内容でもう送られています。新しい相談として送るときは、もう一度送ってください。"),
        )
    return None


@for_members
@require_safe
def one(request: HttpRequest, name) -> HttpResponse:
    return _show(request, _own(request, name))


def _show(request: HttpRequest, found: Consultation, form: FurtherForm | None = None) -> HttpResponse:
    context = {
        "one": found,
        "seen": consulting.fingerprint(found),
        "answers": consulting.answers_to(found),
        "further": found.further.order_by("asked_at", "pk"),
        "form": form or FurtherForm(),
        "own_room": Room.objects.visible_to(request.user).filter(organisation=found.organisation_id).first(),
    }
    return render(request, "salon/desk/consultation.html", context, status=422 if form else 200)


@for_members
@require_POST
def agree(request: HttpRequest, name) -> HttpResponse:
    """What will appear is right."""
    found = _own(request, name)
    try:
        consulting.agree(found, request.POST.get("seen", ""))
    except consulting.TooLate:
        messages.error(request, _("文か状態が変わっています。もう一度ご覧ください。"))
    else:
        messages.success(request, _("ありがとうございます。時間をおいて、ルームに出ます。"))
    return redirect("desk:consultation", name)


@for_members
@require_POST
def withdraw(request: HttpRequest, name) -> HttpResponse:
    if consulting.withdraw(_own(request, name)):
        messages.success(request, _("取り下げました。ルームには出ません。"))
    else:
        messages.success(request, _("取り下げを、事務局にお願いしました。"))
    return redirect("desk:consultation", name)


@for_members
@require_POST
def more(request: HttpRequest, name) -> HttpResponse:
    found = _own(request, name)
    form = FurtherForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        consulting.say_more(found, form.cleaned_data["text"], form.cleaned_data["key"])
    except KeyConflict:
        form.with_new_key().add_error(
            None,
            _("このつづきは、別の内容でもう送られています。新しいつづきとして送るときは、もう一度送ってください。"),
        )
        return _show(request, found, form)
    except consulting.TooLate:
        messages.error(request, _("ルームに出たあとに、つづきを書けます。"))
    else:
        messages.success(request, _("事務局が受け取りました。時間をおいて、ルームに出ます。"))
    return redirect("desk:consultation", name)
