"""Joining and contact: the only public pages with a form, and so the only ones that nobody may keep."""

from allauth.account.adapter import get_adapter
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import enquiring, later
from cms.forms import EnquiryForm


def show_form(page, request):
    """Sent, it leads back to the page, so that a reload sends nothing again."""
    form = EnquiryForm(request.POST if request.method == "POST" else None, label_suffix="")
    form.instance.kind = page.kind
    form.instance.about = about = _about(request)
    status = 200
    if request.method == "POST":
        if form.is_from_a_program():
            return _kept_by_nobody(HttpResponseRedirect("?sent=1"))
        status = 422
        if form.is_valid():
            if enquiring.too_many(get_adapter().get_client_ip(request)):
                form.add_error(None, _("短いあいだに何度も送られました。10分ほどおいて、もう一度送ってください。"))
                status = 429
            else:
                enquiring.receive(form.save(commit=False))
                return _kept_by_nobody(HttpResponseRedirect("?sent=1"))
    sent = request.method == "GET" and request.GET.get("sent") == "1"
    context = {"page": page, "form": form, "sent": sent, "about": about}
    return _kept_by_nobody(TemplateResponse(request, "cms/enquiry.html", context, status=status))


def _about(request) -> Page | None:
    """The case or practice that led here (「この団体に聞いてみる」). What is no such page is nothing."""
    number = (request.POST if request.method == "POST" else request.GET).get("about", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    found = later.keepable().filter(pk=number).first()
    return found and found.specific


def _kept_by_nobody(response):
    add_never_cache_headers(response)
    return response
