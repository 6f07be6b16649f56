"""Where allauth asks this house: what a mail is, where one may be sent on to, what signing in and out entails."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.utils import get_next_redirect_url
from allauth.core import context
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from members.access import raise_version
from members.models.people import normal_address
from members.signin import tasks

# Longer ones are no place of ours that anybody was sent from
NEXT_LENGTH = 500


class Adapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("コードが違います。メールの数字をもう一度お確かめください。"),
        "too_many_login_attempts": _(
            "何度も続いたため、少しお休みしています。しばらく待ってから、もう一度お試しください。届いているメールがあれば、その中のリンクからサインインできます。"
        ),
        "only_the_link": _(
            "このアドレスでは何度も続いたため、きょうはコードを使えません。メールに書かれたリンクからは、いつもどおりサインインできます。"
        ),
    }

    def is_open_for_signup(self, request) -> bool:
        """People come by invitation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """A code for a known address, or the same work for an unknown one; nothing else of allauth's goes out."""
        if template_prefix in ("account/email/login_code", "account/email/unknown_account"):
            tasks.send_code.enqueue(email, context.get("code", ""), get_next_redirect_url(context["request"]) or "")

    def is_safe_url(self, url: str) -> bool:
        """Only within this site, and not to every host in ALLOWED_HOSTS."""
        request = context.request
        return (
            bool(url)
            and len(url) <= NEXT_LENGTH
            and url_has_allowed_host_and_scheme(
                url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
            )
        )

    def get_client_ip(self, request) -> str:
        """A proxy that sends less than it should must not lock everybody out."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return request.META.get("REMOTE_ADDR") or "unknown"

    def pre_login(self, request, user, *, email=None, **kwargs):
        if email and normal_address(email) != user.email:
            # The address changed while its code was under way
            clear_login(request)
            messages.error(request, _("このコードはもう使えません。もう一度コードを受け取ってください。"))
            return redirect("account_login")
        return super().pre_login(request, user, email=email, **kwargs)

    def login(self, request, user) -> None:
        is_another = request.user.is_authenticated and request.user.pk != user.pk
        with transaction.atomic():
            super().login(request, user)
            if is_another:
                raise_version()  # this browser's open pages still belong to the other person

    def logout(self, request) -> None:
        """The session and the sockets that were opened with it end together."""
        with transaction.atomic():
            super().logout(request)
            raise_version()
