"""What a visitor writes to the secretariat."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.models import Enquiry
from members.fields import AddressField
from members.text import is_readable


def readable(text: str) -> str:
    if not is_readable(text):
        raise ValidationError(_("読めない文字がありました。もう一度入れてください。"))
    return text


def one_line(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(char) == "Cc" else char for char in text).split())


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
        return one_line(readable(self.cleaned_data["name"]))

    def clean_organisation(self) -> str:
        return one_line(readable(self.cleaned_data["organisation"]))

    def clean_phone(self) -> str:
        return one_line(readable(self.cleaned_data["phone"]))

    def clean_body(self) -> str:
        return readable(self.cleaned_data["body"])

    def is_from_a_program(self) -> bool:
        return bool(self.data.get("confirmation"))


class AnswerForm(forms.Form):
    """What an organisation says to a draft about itself. The two answers are two buttons."""

    YES, NO = "yes", "no"

    name = forms.CharField(
        label=_("お名前"),
        max_length=60,
        help_text=_("どなたのお返事かを、事務局の記録に残します。ページには出ません。"),
        error_messages={
            "required": _("お名前を書いてください。"),
            "max_length": _("お名前は60文字までです（今は%(show_value)d文字）。"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    comment = forms.CharField(
        label=_("直してほしいところ"),
        max_length=4000,
        required=False,
        help_text=_("「直してほしい」を選ぶときは、どこをどう直すとよいかを書いてください。"),
        error_messages={"max_length": _("4000文字までです（今は%(show_value)d文字）。短くしてください。")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    answer = forms.ChoiceField(
        label=_("お返事"),
        choices=[(YES, _("これでよいです")), (NO, _("直してほしい"))],
        error_messages={
            name: _("「これでよいです」か「直してほしい」のどちらかを押してください。")
            for name in ("required", "invalid_choice")
        },
    )

    def clean_name(self) -> str:
        return one_line(readable(self.cleaned_data["name"]))

    def clean_comment(self) -> str:
        return readable(self.cleaned_data["comment"]).strip()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.NO and not cleaned.get("comment") and "comment" not in self.errors:
            self.add_error("comment", _("どこをどう直すとよいか、ひとことお書きください。"))
        return cleaned
