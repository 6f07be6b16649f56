"""Form fields that take what people really type: full width, stray spaces, kana hyphens. What is no text is refused."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from members.mail.composing import NoAddress, one_address
from members.models.people import normal_address
from members.text import is_readable, seen

UNREADABLE = _("読みとれない文字が入っています。入れなおしてください。")


def readable(text: str, keep: str = "") -> None:
    """Refuse what no database stores and control characters that nobody typed."""
    if not is_readable(text) or any(unicodedata.category(char) == "Cc" and char not in keep for char in text):
        raise ValidationError(UNREADABLE, code="unreadable")


class LineField(forms.CharField):
    """One line. Spaces around it go; only spaces is nothing. A line break is a space: a browser would have left it out."""

    keep = ""

    def to_python(self, value):
        if isinstance(value, str):
            # A name of only joiners would be empty
            value = seen(value).strip(" \t\r\n\u3000\u200c\u200d\xa0")
            if "\n" not in self.keep:
                value = re.sub(r"[\r\n]+", " ", value)
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
            attrs={
                "inputmode": "email",
                "autocomplete": "email",
                "autocapitalize": "none",
                "spellcheck": "false",
                "maxlength": 254,
            }
        )
        self.widget.is_required = self.required

    def to_python(self, value):
        return super().to_python(normal_address(value) if isinstance(value, str) and is_readable(value) else value)

    def run_validators(self, value):
        if isinstance(value, str) and not is_readable(value):
            raise ValidationError(UNREADABLE, code="unreadable")
        super().run_validators(value)
        try:
            one_address(value or "nobody@example.org")
        except NoAddress:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class CodeField(forms.CharField):
    """The digits of a sign-in code, with whatever hyphens and spaces, full or half width."""

    def to_python(self, value):
        text = unicodedata.normalize("NFKC", super().to_python(value) or "")
        return re.sub(r"[^0-9A-Za-z]", "", text)


class PhoneField(LineField):
    """A Japanese telephone number as it is dialled, hyphens where they were typed; +81 becomes 0."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 60, **kwargs})
        self.widget.attrs |= {"inputmode": "tel", "autocomplete": "tel"}

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return typed
        text = unicodedata.normalize("NFKC", typed)
        text = re.sub(r"[‐‑‒–—―−ーｰ─.・/]", "-", text)
        text = re.sub(r"^\(?\+81\)?[- ]*\(?0?\)?", "0", text)
        text = re.sub(r"[()\s-]+", "-", text).strip("-")
        if not re.fullmatch(r"0\d{9,10}", text.replace("-", "")):
            raise ValidationError(
                _("電話番号の形になっていません。市外局番から入れてください。例：06-1234-5678"), code="phone"
            )
        return text


class YearField(LineField):
    """西暦, full width too; an era as people remember it (昭和63年) is turned into it."""

    LENGTH = 20
    ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        # Checked here and not by max_length, which would measure the number
        text = unicodedata.normalize("NFKC", typed) if len(typed) <= self.LENGTH else ""
        text = re.sub(r"\s|西暦|年.*$", "", text).replace("元", "1")
        match = re.fullmatch(rf"({'|'.join(self.ERAS)})?(\d{{1,4}})", text, re.ASCII)
        if not match or (not match[1] and len(match[2]) != 4):
            raise ValidationError(_("年を西暦4けたで入れてください。例：2005"), code="year")
        return int(match[2]) + self.ERAS.get(match[1], 0)


class WebsiteField(forms.URLField):
    """https:// is added where it was left out; nothing but the web is meant."""

    default_error_messages = {
        "invalid": _("ウェブサイトのアドレスの形になっていません。例：https://example.jp"),
        "max_length": _("アドレスが長すぎます。200文字までです。"),
    }

    def __init__(self, **kwargs):
        super().__init__(**{"assume_scheme": "https", "max_length": 200, **kwargs})
        self.widget = forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"})
        self.validators.append(URLValidator(schemes=["http", "https"], message=self.error_messages["invalid"]))

    def to_python(self, value):
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).strip()
            if not value.isprintable():
                raise ValidationError(UNREADABLE, code="unreadable")
        return super().to_python(value)


def _is_key(value) -> bool:
    """What can be a key of ours: neither NUL nor a number that no database holds."""
    return isinstance(value, str) and len(value) <= 18 and value.isalnum() and value.isascii()


class OneOfField(forms.ModelChoiceField):
    # Dashes say nothing
    NONE = _("未記入")

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, **{"empty_label": self.NONE, **kwargs})

    def to_python(self, value):
        if isinstance(value, str) and value and not _is_key(value):
            raise ValidationError(_("選択肢の中から選んでください。"), code="invalid_choice")
        return super().to_python(value)


class _InGroups(ModelChoiceIterator):
    """The choices beneath the word that they belong to, in the order of these words."""

    field: "SomeOfField"

    def __iter__(self):
        groups: dict = {}
        for word in self.queryset.select_related(self.field.group_by):
            groups.setdefault(getattr(word, self.field.group_by), []).append(self.choice(word))
        for group in sorted(groups, key=lambda group: (group.order, group.name)):
            yield str(group), groups[group]


class Boxes(forms.CheckboxSelectMultiple):
    """Boxes to tick; each group of them is a fieldset with its name. `short`: names of a few characters."""

    template_name = "members/boxes.html"

    def __init__(self, *args, short: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.short = short

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["short"] = self.short
        return context


class SomeOfField(forms.ModelMultipleChoiceField):
    """Several words; `group_by` names the word that each belongs to."""

    widget = Boxes

    def __init__(self, queryset, *, group_by: str = "", **kwargs):
        self.group_by = group_by
        if group_by:
            self.iterator = _InGroups
        super().__init__(queryset, **kwargs)

    def clean(self, value):
        if not all(_is_key(key) for key in value or [] if isinstance(key, str)):
            raise ValidationError(_("選択肢の中から選んでください。"), code="invalid_choice")
        return super().clean(value)
