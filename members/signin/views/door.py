"""Signing in by code or link, signing out. allauth keeps code, session and limits; the link is ours."""

from allauth.account import views as allauth
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url, perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.doors import ERASE
from members.signin import links
from members.signin.manners import failed, mailed_link, may_try


class RequestCode(allauth.RequestLoginCodeView):
    """/signin/: an address, and a mail goes to it."""

    def dispatch(self, request, *args, **kwargs):
        wanted, person = get_next_redirect_url(request) or "", request.user
        to_admin = wanted.startswith(reverse("wagtailadmin_home"))
        if to_admin and person.is_authenticated and not person.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied  # Wagtail sends whom it does not let in back here: without this, for ever
        return super().dispatch(request, *args, **kwargs)

    def _redirect_to_pending_stage(self, request, stage):
        return None  # who mistyped the address may start again

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if form.has_error("email", "too_many_login_attempts"):
            response.status_code = 429
        return response


class ConfirmCode(allauth.ConfirmLoginCodeView):
    """/signin/code/: the code from the mail."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        start = reverse("account_request_login_code")
        if response.get("Location") == start:
            if not messages.get_messages(request):
                messages.info(
                    request, _("時間がたったため、はじめからやり直します。もう一度メールアドレスを入れてください。")
                )
            return redirect(passthrough_next_redirect_url(request, start, "next"))
        return response

    def post(self, request, *args, **kwargs):
        if not may_try(request, "wrong_code"):
            return ratelimit.respond_429(request)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "address": self._process.state["email"]}

    def form_invalid(self, form):
        failed(self.request, "wrong_code")
        if form.has_error("code", "only_the_link"):
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return super().form_invalid(form)


@method_decorator(mailed_link, name="dispatch")
class Link(View):
    """/signin/link/…: opening it changes nothing, since mail scanners open links; its button signs in, once."""

    def get(self, request, uid: str, token: str):
        person = links.person_behind(uid, token)
        if person is None:
            return self.gone(request)
        wanted = get_next_redirect_url(request) or ""
        return render(request, "account/link.html", {"person": person, "next": wanted})

    def post(self, request, uid: str, token: str):
        if not may_try(request, "wrong_link"):
            return ratelimit.respond_429(request)
        person = links.person_behind(uid, token)
        if person is None or not links.use_up(person):
            failed(request, "wrong_link")
            return self.gone(request)
        return perform_login(request, person, redirect_url=get_next_redirect_url(request), email=person.email)

    def gone(self, request):
        again = passthrough_next_redirect_url(request, reverse("account_request_login_code"), "next")
        return render(request, "account/link_gone.html", {"again": again}, status=410)


@method_decorator(never_cache, name="dispatch")
class SignOut(allauth.LogoutView):
    """/signout/: a press of a button; the address alone only shows it. Nothing of it stays on the device."""

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = ERASE
        return response


@never_cache
@require_safe
def signed_out(request):
    """/signout/done/: a page of its own says it, since the home page is the same for everybody."""
    if request.user.is_authenticated:
        return redirect("account_logout")  # it would not be true
    return render(request, "account/signed_out.html")


@method_decorator(never_cache, name="dispatch")
class Inactive(allauth.AccountInactiveView):
    """Somebody who was let in before and is not any more."""


def closed(request, *args, **kwargs):
    """A door that a library would like to open: here nobody has a password."""
    raise Http404
