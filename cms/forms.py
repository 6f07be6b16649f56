"""What a visitor writes to the secretariat."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.models import Enquiry
from members.fields import AddressField
from members.text import is_readable


class EnquiryForm(forms.ModelForm):
    """`confirmation` is a trap: no person sees it, programs fill it."""

    # It becomes a header of the mail to the secretariat: the field takes one address, and nothing beside it
    email = AddressField(
        help_text=_("お返事をこちらへ送ります。"),
        error_messages={"required": _("お返事を送るメールアドレスを書いてください。")},
    )
    confirmation = forms.CharField(
        label=_("ここは空のままにしてください"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    class Meta:
        model = Enquiry
        fields = ["name", "organisation", "email", "phone", "body"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "body": forms.Textarea(attrs={"rows": 8}),
        }
        help_texts = {
            "phone": _("電話でのお返事がよい方は、書いてください。"),
            "body": _("困っている方のお名前や住所など、個人が分かることは書かないでください。"),
        }
        error_messages = {
            "name": {"required": _("お名前を書いてください。")},
            "body": {
                "required": _("お問い合わせの内容を書いてください。"),
                "max_length": _(
                    "内容は4000文字までです（今は%(show_value)d文字）。短くするか、2回に分けてお送りください。"
                ),
            },
        }

    def clean_name(self) -> str:
        return self._one_line("name")

    def clean_organisation(self) -> str:
        return self._one_line("organisation")

    def clean_phone(self) -> str:
        return self._one_line("phone")

    def clean_body(self) -> str:
        return self._readable(self.cleaned_data["body"])

    def is_from_a_program(self) -> bool:
        return bool(self.data.get("confirmation"))

    def _one_line(self, name: str) -> str:
        text = self._readable(self.cleaned_data[name])
        return " ".join("".join(" " if unicodedata.category(char) == "Cc" else char for char in text).split())

    @staticmethod
    def _readable(text: str) -> str:
        if not is_readable(text):
            raise ValidationError(_("読めない文字がありました。もう一度入れてください。"))
        return text
