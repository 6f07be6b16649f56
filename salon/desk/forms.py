"""Forms of the desk: for members on a phone, and for the facilitator."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import personal
from members.fields import LineField, ParagraphsField
from members.models import Approach, Block, Organisation, Prefecture, TargetGroup, Theme
from salon.models import IntroductionSide, NeedKind, Outcome, Posting

ANYWHERE = "anywhere"
WHERE_NOTHING_PERSONAL = _(
    "支えている方のお名前、ご住所、体調や病気のことは書かないでください。電話番号やメールアドレスも、ここには書きません。"
)


def refuse_personal(text: str) -> str:
    """Say what to take out, and why; the text itself stays in the field."""
    if found := personal.found_in(text):
        raise ValidationError(
            _("%(what)sのようなものが入っています。ここは大勢の人が読むので、消してからもう一度送ってください。"),
            code="personal",
            params={"what": "、".join(found)},
        )
    return text


class OpenLine(LineField):
    """One line that others read."""

    def clean(self, value):
        return refuse_personal(super().clean(value))


class OpenText(ParagraphsField):
    """Several lines that others read."""

    def clean(self, value):
        return refuse_personal(super().clean(value))


class Words(forms.ModelMultipleChoiceField):
    """Several words of one vocabulary, named by their place in an address."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, to_field_name="slug", **kwargs)


class Word(forms.ModelChoiceField):
    """One word of a vocabulary, or none."""

    default_error_messages = {"invalid_choice": _("この条件は、いまは選べません。もう一度選んでください。")}

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, to_field_name="slug", required=False, empty_label=_("すべて"), **kwargs)


class PostingForm(forms.Form):
    """One need or one offer. `organisations`: those the person may post for."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("どの団体として"), to_field_name="code", empty_label=None
    )
    title = OpenLine(
        label=_("ひとことで"),
        max_length=80,
        error_messages={"required": _("ひとことで書いてください。"), "max_length": _("80文字までにしてください。")},
    )
    text = OpenText(
        label=_("くわしく"),
        max_length=2000,
        help_text=WHERE_NOTHING_PERSONAL,
        error_messages={
            "required": _("もう少しくわしく書いてください。"),
            "max_length": _("2000文字までにしてください。"),
        },
    )
    kinds = Words(
        NeedKind.objects.all(),
        label=_("何についてですか"),
        help_text=_("いくつでも選べます。"),
        error_messages={"required": _("一つ以上選んでください。迷うときは「そのほか」で大丈夫です。")},
    )
    quantity = OpenLine(
        label=_("どのくらい"), max_length=120, required=False, help_text=_("例：毎週20人分、月に2回まで、車1台")
    )
    where = forms.ChoiceField(label=_("どこで"), required=False)
    target_groups = Words(
        TargetGroup.objects.all(),
        label=_("対象"),
        required=False,
        help_text=_("選ばなければ、団体のプロフィールの対象と考えます。"),
    )
    themes = Words(Theme.objects.all(), label=_("テーマ"), required=False)
    approaches = Words(Approach.objects.all(), label=_("取組の種類"), required=False)

    # Folded away on the page: nobody has to fill these in
    FURTHER = ("quantity", "where", "target_groups", "themes", "approaches")

    def __init__(self, *args, organisations, kind, posting=None, **kwargs):
        if posting is not None:
            kwargs["initial"] = _initial(posting)
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        if posting is not None or len(organisations) == 1:
            del self.fields["organisation"]
        if kind == Posting.Kind.NEED:
            del self.fields["quantity"]
            self.fields["title"].help_text = _("例：チラシを見て来てくれる人が少ない")
        else:
            self.fields["title"].help_text = _("例：見学を受け入れています")
        self.fields["text"].widget.attrs["rows"] = 6
        self.fields["where"].choices = [
            ("", _("いつもの活動地域")),
            (ANYWHERE, _("場所を問わない（オンラインなど）")),
            *Prefecture.objects.values_list("code", "name"),
        ]

    def main_fields(self):
        return [field for field in self if field.name not in self.FURTHER]

    def further_fields(self):
        return [field for field in self if field.name in self.FURTHER]

    def further_open(self) -> bool:
        """Whether the fold must be open: something stands in it, or something is wrong in it."""
        return any(field.errors or field.value() for field in self.further_fields())

    def facts(self) -> dict:
        """What `needs.post` and `needs.change` take."""
        facts = {name: value for name, value in self.cleaned_data.items() if name not in ("organisation", "where")}
        where = self.cleaned_data["where"]
        facts["anywhere"] = where == ANYWHERE
        facts["prefecture"] = Prefecture.objects.filter(code=where).first()
        return facts


def _initial(posting: Posting) -> dict:
    return {
        "title": posting.title,
        "text": posting.text,
        "quantity": posting.quantity,
        "where": ANYWHERE if posting.anywhere else posting.prefecture_id or "",
        "kinds": list(posting.kinds.all()),
        "target_groups": list(posting.target_groups.all()),
        "themes": list(posting.themes.all()),
        "approaches": list(posting.approaches.all()),
    }


class FilterForm(forms.Form):
    """Conditions of the list, in its address."""

    kind = forms.ChoiceField(label=_("どちら"), required=False, choices=[("", _("どちらも")), *Posting.Kind.choices])
    about = Word(NeedKind.objects.all(), label=_("何について"))
    group = Word(TargetGroup.objects.all(), label=_("対象"))
    block = Word(Block.objects.all(), label=_("ブロック"))
    q = LineField(
        label=_("ことば"),
        required=False,
        max_length=100,
        error_messages={"max_length": _("さがすことばは100文字までにしてください。")},
    )

    def conditions(self) -> dict:
        """Those that make sense; the others are named beside their field and left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class HandForm(forms.Form):
    """A signal to the desk: for which organisation, and which."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("どの団体として"), to_field_name="code", empty_label=None, required=False
    )
    hand = forms.ChoiceField()

    def __init__(self, *args, organisations, hands, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["hand"].choices = [(hand.value, hand.label) for hand in hands]


class ProposalForm(forms.Form):
    """Words of the facilitator, one text for each side."""

    words_to_owner = OpenText(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("ことばを添えてください。"), "max_length": _("1000文字までにしてください。")},
    )
    words_to_other = OpenText(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("ことばを添えてください。"), "max_length": _("1000文字までにしてください。")},
    )

    def __init__(self, *args, owner, other, **kwargs):
        super().__init__(*args, **kwargs)
        label = _("%(name)sへのことば")
        self.fields["words_to_owner"].label = label % {"name": owner.name}
        self.fields["words_to_other"].label = label % {"name": other.name}

    def shown(self) -> list[tuple[str, str]]:
        """What each side will read, under its name."""
        return [(field.label, self.cleaned_data[field.name]) for field in self]


class AskForm(forms.Form):
    """What somebody wants to hear of the organisation of a page. `organisations`: those the person may ask for."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("どの団体として"),
        to_field_name="code",
        empty_label=None,
        error_messages={"invalid_choice": _("団体を一覧から選び直してください。")},
    )
    text = OpenText(
        label=_("聞いてみたいこと"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("例：はじめの会場は、どうやって見つけましたか。"),
        error_messages={
            "required": _("聞いてみたいことを、ひとことでも書いてください。"),
            "max_length": _("1000文字までにしてください。"),
        },
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = organisations
        self.fields["organisation"].queryset = organisations
        if len(organisations) == 1:
            del self.fields["organisation"]

    def chosen_organisation(self):
        return self.cleaned_data.get("organisation") or self.organisations.get()


class AnswerForm(forms.Form):
    """Yes or no, and a few words if one likes."""

    answer = forms.ChoiceField(
        choices=[(IntroductionSide.Answer.YES.value, ""), (IntroductionSide.Answer.NO.value, "")],
        error_messages={
            "required": _("「つながりたい」か「今回は見送る」のどちらかを押してください。"),
            "invalid_choice": _("「つながりたい」か「今回は見送る」のどちらかを押してください。"),
        },
    )
    words = OpenText(
        label=_("ひとこと（なくてもかまいません）"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("おたがいに「つながりたい」となったときに、相手にも届きます。見送るときは、事務局だけが読みます。"),
        error_messages={"max_length": _("500文字までにしてください。")},
    )


class OutcomeForm(forms.Form):
    """What came of it. `organisations`: sides the person may speak for; none for the secretariat."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("どの団体として"), to_field_name="code", empty_label=None
    )
    result = forms.ChoiceField(
        label=_("どうなりましたか"),
        choices=Outcome.Result.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("一つ選んでください。"), "invalid_choice": _("一つ選んでください。")},
    )
    day = forms.DateField(
        label=_("いつのことですか"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("日付を入れてください。"),
            "invalid": _("日付の形になっていません。例：2026-11-20"),
        },
    )
    note = OpenText(
        label=_("ひとこと（なくてもかまいません）"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("相手の団体には見えません。事務局と、あなたの団体だけが読みます。"),
        error_messages={"max_length": _("1000文字までにしてください。")},
    )

    def __init__(self, *args, organisations, **kwargs):
        kwargs.setdefault("initial", {"day": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        if len(organisations) < 2:
            del self.fields["organisation"]

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(_("まだ来ていない日です。"))
        if day.year < 2000:
            raise ValidationError(_("日付をお確かめください。"))
        return day
