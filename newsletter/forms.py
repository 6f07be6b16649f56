"""What the secretariat says when it sends."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ConfirmForm(forms.Form):
    """The tick, and the published version that was looked at."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sure = forms.BooleanField(
        label=_("内容と人数を確かめました"), error_messages={"required": _("確かめたら、ここに印をつけてください。")}
    )
