"""The form of a practice: one screen of a phone, and words in folds that nobody has to open."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import PracticePage, Uptake
from cms.models.practices import organisations_of
from members.fields import Boxes, LineField, ParagraphsField, SomeOfField
from members.models import Approach, Organisation, Prefecture, TargetGroup, Theme
from members.profile.folding import Fold
from members.profile.forms.oneself import TOO_LONG

NOTHING_PERSONAL = _("来ている方のお名前や、どなたのことか分かることは書かないでください。")


def _text(name: str, rows: int, help_text: Any = "", **kwargs: Any) -> ParagraphsField:
    model_field = PracticePage._meta.get_field(name)
    return ParagraphsField(
        label=model_field.verbose_name,
        max_length=model_field.max_length,
        required=not model_field.blank,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": TOO_LONG, **kwargs},
    )


class PracticeForm(forms.Form):
    """`practice`: the one that is changed, as it was sent last; its organisation stays."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("どの団体の取組ですか"),
        to_field_name="code",
        empty_label=_("選んでください"),
        error_messages={
            "required": _("団体を選んでください。"),
            "invalid_choice": _("団体を一覧から選び直してください。"),
        },
    )
    title = LineField(
        label=_("取組の名前"),
        max_length=40,
        help_text=_("例：土曜日の朝の、台所だけの集まり"),
        error_messages={"required": _("取組の名前を書いてください。"), "max_length": TOO_LONG},
    )
    summary = _text(
        "summary", 2, _("どんな取組かを、1つか2つの文で。120文字まで。"), required=_("ひとことで書いてください。")
    )
    how = _text(
        "how", 6, NOTHING_PERSONAL, required=_("どうやっているかを、2つか3つの文でかまいませんので書いてください。")
    )
    beginning = _text("beginning", 3)
    learnt = _text("learnt", 3, _("うまくいかなかったことも、次の人の助けになります。"))
    first_step = _text("first_step", 3, _("これだけあれば始められる、ということ。"))
    target_groups = SomeOfField(TargetGroup.objects.all(), label=_("対象"), required=False)
    approaches = SomeOfField(Approach.objects.all(), group_by="approach_class", label=_("取組の種類"), required=False)
    themes = SomeOfField(Theme.objects.all(), label=_("テーマ"), required=False)
    prefectures = SomeOfField(
        Prefecture.objects.all(), group_by="block", label=_("都道府県"), required=False, widget=Boxes(short=True)
    )

    WORDS = ("target_groups", "approaches", "themes", "prefectures")
    TEXTS = ("title", "summary", *PracticePage.PARTS)

    def __init__(self, *args: Any, person: Any, practice: PracticePage | None = None, **kwargs: Any):
        if practice is not None:
            kwargs["initial"] = _initial(practice)
        super().__init__(*args, **kwargs)
        self.organisations = organisations_of(person)
        self.fields["organisation"].queryset = self.organisations
        if practice is not None or len(self.organisations) == 1:
            del self.fields["organisation"]

    def main_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.WORDS]

    def folds(self) -> list[Fold]:
        return [Fold(self[name].label, [self[name]]) for name in self.WORDS]

    def chosen_organisation(self) -> Organisation:
        return self.cleaned_data.get("organisation") or self.organisations.get()

    def facts(self) -> dict[str, Any]:
        """What `drafting` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "organisation"}


def _initial(practice: PracticePage) -> dict[str, Any]:
    texts = {name: getattr(practice, name) for name in PracticeForm.TEXTS}
    return texts | {name: list(getattr(practice, name).all()) for name in PracticeForm.WORDS}


def words_of(practice: PracticePage) -> str:
    """Everything typed into it: about what stands there already nothing is asked again."""
    return "\n".join(getattr(practice, name) for name in PracticeForm.TEXTS)


class UptakeForm(forms.Form):
    """For which organisation, and whether it wishes or does. `organisations`: those the person may say it for."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("どの団体として"),
        to_field_name="code",
        empty_label=None,
        error_messages={"invalid_choice": _("団体を一覧から選び直してください。")},
    )
    stage = forms.ChoiceField(
        label=_("どちらですか"),
        choices=Uptake.Stage.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("どちらか1つを選んでください。"),
            "invalid_choice": _("どちらか1つを選んでください。"),
        },
    )
    is_shown = forms.BooleanField(
        label=_("「うちでもやっています」のときは、団体の名前をこのカードに載せてもよい"),
        required=False,
        help_text=_("「うちでもやってみたい」は、事務局だけに伝わります。あとからいつでも変えられます。"),
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.organisations = organisations
        self.fields["organisation"].queryset = organisations
        if len(organisations) == 1:
            del self.fields["organisation"]

    def chosen_organisation(self) -> Organisation:
        return self.cleaned_data.get("organisation") or self.organisations.get()
