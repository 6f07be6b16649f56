"""What is typed about 名前を出さない相談: the question, what will appear of it, and why it does not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Organisation
from salon.desk.forms import OpenLine, OpenText
from salon.models import Room
from salon.models.messages import TEXT_LENGTH, TITLE_LENGTH
from salon.rooms.forms import KeyedForm


class ConsultationForm(KeyedForm):
    """A question for the others, asked through the secretariat. `rooms`: where it may appear."""

    title = OpenLine(
        label=_("題名"),
        max_length=TITLE_LENGTH,
        error_messages={
            "required": _("題名を入れてください。何の話かがひと目で分かります。"),
            "max_length": _("題名は%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。"),
        },
    )
    text = OpenText(
        label=_("聞きたいこと"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("団体の名前や地名など、だれの相談か分かることは書かないでください。事務局も、出す前に読みます。"),
        error_messages={
            "required": _("聞きたいことを書いてください。"),
            "max_length": _("%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。"),
        },
    )
    room = forms.ModelChoiceField(
        Room.objects.none(),
        label=_("どのルームで聞きますか"),
        required=False,
        empty_label=_("事務局にまかせる"),
        to_field_name="slug",
        error_messages={"invalid_choice": _("ルームを一覧から選び直してください。")},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("どの団体の相談ですか"), to_field_name="code", empty_label=None
    )

    def __init__(self, *args, organisations, rooms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = Room.objects.filter(pk__in=[room.pk for room in rooms])
        self.fields["organisation"].queryset = organisations
        if len(organisations) < 2:
            del self.fields["organisation"]


class FurtherForm(KeyedForm):
    """Further words of who asked."""

    text = OpenText(
        label=_("つづきを書く"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("これも、事務局が読んでから、名前を出さずに、時間をおいて出します。"),
        error_messages={
            "required": _("つづきを書いてから送ってください。"),
            "max_length": _("%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。"),
        },
    )


class ReleaseForm(forms.Form):
    """What will appear of a consultation, and where; `further`: beneath its question, without a title."""

    room = forms.ModelChoiceField(
        Room.objects.none(),
        label=_("どのルームに出しますか"),
        to_field_name="slug",
        empty_label=_("選んでください"),
        error_messages={
            "required": _("ルームを選んでください。"),
            "invalid_choice": _("ルームを一覧から選び直してください。"),
        },
    )
    title = OpenLine(
        label=_("題名"),
        max_length=TITLE_LENGTH,
        error_messages={
            "required": _("題名を入れてください。"),
            "max_length": _("題名は%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。"),
        },
    )
    text = OpenText(
        label=_("出す文"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("出す文を書いてください。"),
            "max_length": _("%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。"),
        },
    )
    words = OpenText(
        label=_("相談した方へのひとこと"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("文やルームを変えたときは、相談した方に確かめていただいてから出します。"),
        error_messages={"max_length": _("1000文字までにしてください。")},
    )

    def __init__(self, *args, rooms, further=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = Room.objects.filter(pk__in=[room.pk for room in rooms])
        if further:
            del self.fields["room"], self.fields["title"]


class ReturnForm(forms.Form):
    """Why something does not appear; who asked reads it."""

    words = OpenText(
        label=_("出さないわけ（相談した方が読みます）"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("わけを書いてください。相談した方に伝わります。"),
            "max_length": _("1000文字までにしてください。"),
        },
    )

    def __init__(self, *args, **kwargs):
        # Beside `ReleaseForm` on one page, which has words, too
        super().__init__(*args, auto_id="return_%s", **kwargs)
