"""What is typed about a poll, and what is ticked in one."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.fields import LineField, ParagraphsField
from members.models import Organisation
from salon.models.messages import TEXT_LENGTH, TITLE_LENGTH
from salon.models.polls import FEWEST_OPTIONS, MOST_OPTIONS, OPTION_LENGTH, QUESTION_LENGTH, STEP, Poll
from salon.rooms.forms import KeyedForm

LONGEST_DAYS = 365


class PollForm(KeyedForm):
    """`topic` None opens one, with a title."""

    title = LineField(
        label=_("話題の題名"),
        max_length=TITLE_LENGTH,
        error_messages={
            "required": _("題名を入れてください。何の話かがひと目で分かります。"),
            "max_length": _("題名は%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。"),
        },
    )
    body = ParagraphsField(
        label=_("添えることば"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。")},
    )
    question = LineField(
        label=_("聞きたいこと"),
        max_length=QUESTION_LENGTH,
        error_messages={
            "required": _("聞きたいことを書いてください。"),
            "max_length": _("%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。"),
        },
    )
    options = ParagraphsField(
        label=_("選ぶもの"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("1行に一つずつ、2つから10まで書いてください。"),
        error_messages={"required": _("選ぶものを、1行に一つずつ書いてください。")},
    )
    multiple = forms.BooleanField(label=_("いくつでも選べる"), required=False)
    by_organisation = forms.TypedChoiceField(
        label=_("だれが答えますか"),
        choices=[("0", _("一人ずつ")), ("1", _("団体ごとに一つ"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="0",
    )
    named = forms.TypedChoiceField(
        label=_("だれが選んだかを見せますか"),
        choices=[("0", _("数だけ見せる")), ("1", _("名前も見せる"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="0",
        help_text=format_lazy(
            _("数だけのときは、だれの答えか分からないように、答えが{step}つ集まるごとに、まとめて数に入れます。"),
            step=STEP,
        ),
    )
    results = forms.ChoiceField(
        label=_("結果はいつ見えますか"),
        choices=Poll.Results.choices,
        widget=forms.RadioSelect,
        initial="voted",
    )
    closes_on = forms.DateField(
        label=_("いつまで"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("この日の終わりまで答えられます。"),
        error_messages={
            "required": _("日付を入れてください。"),
            "invalid": _("日付の形になっていません。例：2026-11-20"),
        },
    )

    def __init__(self, *args, topic, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].initial = timezone.localdate() + timedelta(days=7)
        if topic:
            del self.fields["title"]

    def clean_options(self) -> list[str]:
        options = [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]
        if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
            raise forms.ValidationError(
                _("2つから10まで書いてください（いま%(count)d）。"), params={"count": len(options)}
            )
        if len(set(options)) < len(options):
            raise forms.ValidationError(_("同じものが2回あります。違うことばにしてください。"))
        if any(len(option) > OPTION_LENGTH for option in options):
            raise forms.ValidationError(_("一つは80文字までです。短くしてください。"))
        return options

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        today = timezone.localdate()
        if not today <= day <= today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("今日から1年のあいだの日を選んでください。"))
        return day

    def facts(self) -> dict:
        """Fields of Poll."""
        data = self.cleaned_data
        end = datetime.combine(data["closes_on"], time(23, 59, 59))
        names = ("question", "options", "multiple", "by_organisation", "named", "results")
        return {name: data[name] for name in names} | {"closes_at": timezone.make_aware(end)}


def _numbers(values) -> list[int]:
    return [int(value) for value in (values if isinstance(values, list) else [values])]


class VoteForm(forms.Form):
    """What is ticked, and for which organisation where there are several."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("どの団体として"), to_field_name="code", empty_label=None
    )

    def __init__(self, *args, poll: Poll, speakers, own, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        several = poll.multiple
        kind = forms.MultipleChoiceField if several else forms.ChoiceField
        self.fields["choices"] = kind(
            label=poll.question,
            choices=[(str(number), text) for number, text in enumerate(poll.options)],
            widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
            initial=[str(n) for n in own[0].choices] if own and several else str(own[0].choices[0]) if own else None,
            error_messages={
                "required": _("一つ以上選んでください。") if several else _("一つ選んでください。"),
                "invalid_choice": _("一覧から選び直してください。"),
                "invalid_list": _("一覧から選び直してください。"),
            },
        )
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=[one.pk for one in speakers])
        if len(speakers) < 2:
            del self.fields["organisation"]

    def clean_choices(self) -> list[int]:
        return _numbers(self.cleaned_data["choices"])
