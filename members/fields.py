"""Form fields that take what people really type: full width, stray spaces, kana hyphens. What is no text is refused."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.models.people import normal_address
from members.text import is_readable

UNREADABLE = _("読みとれない文字が入っています。入れなおしてください。")


def readable(text: str, keep: str = "") -> None:
    """Refuse what no database stores and control characters that nobody typed."""
    if not is_readable(text) or any(unicodedata.category(char) == "Cc" and char not in keep for char in text):
        raise ValidationError(UNREADABLE, code="unreadable")


class LineField(forms.CharField):
    """One line. Spaces around it go; only spaces is nothing."""

    keep = ""

    def to_python(self, value):
        if isinstance(value, str):
            # Zero-width characters come along when text is copied, and a name of only these would be empty
            value = value.strip(" \t\r\n\u3000\u200b\u200c\u200d\u2060\ufeff\xa0")
        text = super().to_python(value)
        if text:
            readable(text, self.keep)
        return text


class ParagraphsField(LineField):
    """Several lines; line ends as one character, as they are counted."""

    keep = "\n\t"
    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value)


class AddressField(forms.EmailField):
    """A mail address, also typed in full width."""

    default_error_messages = {
        "required": _("メールアドレスを入れてください。"),
        "invalid": _("メールアドレスの形になっていません。例：hanako@example.jp"),
        "max_length": _("メールアドレスが長すぎます。"),
    }

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 254, "label": _("メールアドレス"), **kwargs})
        # A text field on purpose: type=email would refuse full width in the browser before we can help
        self.widget = forms.TextInput(
            attrs={"inputmode": "email", "autocomplete": "email", "autocapitalize": "none", "spellcheck": "false", "maxlength": 254}
        )
        self.widget.is_required = self.required

    def to_python(self, value):
        return super().to_python(normal_address(value) if isinstance(value, str) and is_readable(value) else value)

    def run_validators(self, value):
        if isinstance(value, str) and not is_readable(value):
            raise ValidationError(UNREADABLE, code="unreadable")
        super().run_validators(value)


class CodeField(forms.CharField):
    """The digits of a sign-in code, with whatever hyphens and spaces, full or half width."""

    def to_python(self, value):
        text = unicodedata.normalize("NFKC", super().to_python(value))
        return re.sub(r"[^0-9A-Za-z]", "", text)

    def validate(self, value):
        super().validate(value)
