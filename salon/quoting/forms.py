"""Which messages for which page, and what their author says."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from members.fields import LineField, OneOfField
from salon.models import Message, Quote

NEW_OR_OLD = _("新しい下書きの題名を書くか、今あるページを選んでください。")


class PickForm(forms.Form):
    """`messages`: those that may be picked; `pages`: where to."""

    messages = forms.ModelMultipleChoiceField(
        Message.objects.none(),
        to_field_name="public_id",
        error_messages={
            "required": _("書きこみを1つ以上選んでください。"),
            "invalid_choice": _("取り下げられた書きこみがあります。選び直してください。"),
            "invalid_pk_value": _("書きこみを選び直してください。"),
        },
    )
    title = LineField(
        label=_("新しい下書きの題名"),
        max_length=80,
        required=False,
        error_messages={"max_length": _("80文字までにしてください。")},
    )
    page = OneOfField(
        Page.objects.none(), label=_("または、今あるページに足す"), required=False, empty_label=_("選んでください")
    )

    def __init__(self, *args, messages, pages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["messages"].queryset = messages
        self.fields["page"].queryset = pages

    def clean(self):
        given = super().clean()
        if not self.errors and bool(given.get("title")) == bool(given.get("page")):
            self.add_error("title", NEW_OR_OLD)
        return given


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=[(Quote.Answer.YES.value, ""), (Quote.Answer.NO.value, "")])
    named = forms.ChoiceField(label=_("名前の出し方"), choices=Quote.Named.choices, required=False)
