"""A word to a person, a time of rest, a report, the rules."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.fields import LineField, ParagraphsField
from salon.models import Report, Room
from salon.models.exclusions import REASON_LENGTH

TOO_LONG = _("%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。")


class Words(ParagraphsField):
    """A few lines for a person."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, missing, **kwargs) -> None:
        messages = {"required": missing, "max_length": TOO_LONG}
        super().__init__(max_length=REASON_LENGTH, error_messages=messages, **kwargs)


class CautionForm(forms.Form):
    """What the person reads on the next page."""

    prefix = "caution"
    reason = Words(
        _("伝えることを書いてください。"),
        label=_("伝えること"),
        help_text=_(
            "ご本人が次に開くページに出て、読んだことをたしかめます。ルームの書きこみの文は写さないでください。"
        ),
    )


class ExclusionForm(forms.Form):
    """From which room of the person, for how long, and why. Their own room with the secretariat stays open."""

    prefix = "exclusion"
    DAYS = [(1, _("あすまで")), (3, _("3日間")), (7, _("1週間")), (14, _("2週間")), (30, _("1か月")), (90, _("3か月"))]

    room = forms.ModelChoiceField(
        label=_("どのルームを"),
        queryset=Room.objects.none(),
        required=False,
        empty_label=_("すべてのルーム（団体と事務局のルームのほか）"),
        error_messages={"invalid_choice": _("そのルームは、いまは選べません。もう一度選んでください。")},
    )
    days = forms.TypedChoiceField(
        label=_("いつまで"),
        choices=DAYS,
        coerce=int,
        initial=7,
        error_messages={
            "required": _("期間を選んでください。"),
            "invalid_choice": _("期間を、一覧から選んでください。"),
        },
    )
    reason = Words(
        _("理由を書いてください。ご本人が読みます。"),
        label=_("理由"),
        help_text=_("ご本人が読みます。いつまでか、だれに聞けばよいかは、いっしょに表示されます。"),
    )

    def __init__(self, *args, person, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = Room.objects.filter(
            Q(pk__in=Room.objects.visible_to(person).values("pk")) | Q(pk__in=person.exclusions.values("room"))
        ).exclude(kind=Room.Kind.OWN)


class ReportForm(forms.Form):
    """What is wrong with a message, for the secretariat alone."""

    reason = forms.ChoiceField(
        label=_("どんなことですか"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("どんなことか、ひとつ選んでください。"),
            "invalid_choice": _("どんなことか、一覧からひとつ選んでください。"),
        },
    )
    words = Words("", label=_("くわしく（書かなくてもかまいません）"), required=False)


class OutcomeForm(forms.Form):
    """What the secretariat did about it."""

    outcome = forms.ChoiceField(
        label=_("どうしましたか"),
        choices=[("", _("選んでください")), *Report.Outcome.choices],
        error_messages={
            "required": _("どうしたかを選んでください。"),
            "invalid_choice": _("どうしたかを、一覧から選んでください。"),
        },
    )
    answer = LineField(
        label=_("知らせた人へのひとこと（任意）"),
        required=False,
        max_length=REASON_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )


class HouseRulesForm(forms.Form):
    """Another version of the rules."""

    text = ParagraphsField(
        label=_("サロンの約束"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": _("文を書いてください。"), "max_length": TOO_LONG},
    )
    asks_again = forms.BooleanField(
        label=_("みなさんに、もう一度読んでたしかめてもらう"),
        required=False,
        initial=True,
        help_text=_("誤字を直しただけのときは、外してください。"),
    )
