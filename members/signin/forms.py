from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from members.fields import AddressField, CodeField, LineField
from members.models import Person
from members.signin import limits


class RequestCode(forms.Form):
    """Asks the same of everybody and answers the same, whether the address is known or not."""

    email = AddressField(help_text=_("招待を受けとったメールアドレスを入れてください。"))

    def clean_email(self) -> str:
        address = self.cleaned_data["email"]
        if not limits.may_ask(context.request, address):
            raise get_adapter().validation_error("too_many_login_attempts")
        self._user = Person.objects.filter(email=address, is_active=True).first()
        return address


class ConfirmCode(forms.Form):
    code = CodeField(
        label=_("コード"),
        max_length=60,
        help_text=_("メールに書かれた8けたの数字です。まん中の横線は、なくてもかまいません。"),
        error_messages={
            "required": _("メールに書かれたコードを入れてください。"),
            "max_length": _("長すぎます。メールに書かれた8けたの数字だけを入れてください。"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code"}),
    )

    def __init__(self, *args, code: str = "", address: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.expected, self.address = code, address

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not limits.may_try_code(context.request, self.address):
            raise get_adapter().validation_error("only_the_link")
        if not compare_user_code(actual=code, expected=self.expected):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AcceptInvitation(forms.Form):
    name = LineField(
        label=_("お名前"),
        max_length=60,
        help_text=_("ほかの会員に表示されます。みなさんで使うアドレスのときは「事務局」でもかまいません。"),
        error_messages={"required": _("お名前を入れてください。")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    agreed = forms.BooleanField(error_messages={"required": _("ご確認のうえ、しるしを付けてください。")})

    def __init__(self, *args, known: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["name"]
        self.fields["agreed"].label = format_html(
            _(
                "<a href='{terms}' target='_blank'>利用のきまり</a>と<a href='{privacy}' target='_blank'>個人情報の扱い</a>を読み、同意します"
            ),
            terms="/terms/",
            privacy="/privacy/",
        )
