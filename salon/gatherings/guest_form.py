"""What a guest types: what is needed for a seat and a mail, and nothing more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.fields import AddressField, LineField
from salon.models.guests import NAME_LENGTH


class GuestForm(forms.Form):
    """`confirmation` is a trap: no person sees it, programs fill it."""

    name = LineField(
        label=_("お名前"),
        max_length=NAME_LENGTH,
        help_text=_("ニックネームでもかまいません。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("お名前を入れてください。"),
            "max_length": _("お名前は%(limit_value)d文字までです（いま%(show_value)d文字）。"),
        },
    )
    address = AddressField(help_text=_("確認のメールを、こちらへお送りします。"))
    confirmation = forms.CharField(
        label=_("ここは空のままにしてください"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def is_from_a_program(self) -> bool:
        return bool(self.data.get("confirmation"))
