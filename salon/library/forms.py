"""What is said of a document that is shared."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.fields import LineField, ParagraphsField
from members.models import Organisation, Person, Theme
from salon.library.sharing import Facts
from salon.models import Resource, ResourceCategory, Room
from salon.models.library import TEXT_LENGTH, TITLE_LENGTH

TOO_LONG = _("%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。")
CHOOSE = {"required": _("一つ選んでください。"), "invalid_choice": _("一覧から選び直してください。")}


class ResourceForm(forms.Form):
    """Of a document that is there already, the file is not asked for."""

    OPTIONAL = ("text", "theme", "room", "until", "organisation")

    file = forms.FileField(
        label=_("ファイル"),
        help_text=_("PDF、Word、Excel、PowerPoint など。1つ15MBまでです。"),
        error_messages={
            "required": _("ファイルを選んでください。"),
            "empty": _("中身のないファイルです。選び直してください。"),
            "invalid": _("ファイルが届きませんでした。もう一度選んでください。"),
        },
    )
    title = LineField(
        label=_("資料の名前"),
        max_length=TITLE_LENGTH,
        error_messages={
            "required": _("名前を入れてください。何の資料かがひと目で分かります。"),
            "max_length": TOO_LONG,
        },
    )
    text = ParagraphsField(
        label=_("どんな資料か"),
        max_length=TEXT_LENGTH,
        required=False,
        help_text=_("どんなときに役立つか、どう使ったかを、二、三行で。"),
        error_messages={"max_length": TOO_LONG},
    )
    category = forms.ModelChoiceField(
        ResourceCategory.objects.all(), label=_("種類"), to_field_name="slug", empty_label=None, error_messages=CHOOSE
    )
    theme = forms.ModelChoiceField(
        Theme.objects.all(),
        label=_("テーマ"),
        to_field_name="slug",
        required=False,
        empty_label=_("どのテーマにも"),
        error_messages=CHOOSE,
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("どの団体の資料か"),
        to_field_name="code",
        required=False,
        empty_label=_("団体のものではない"),
        error_messages=CHOOSE,
    )
    scope = forms.ChoiceField(
        label=_("見せる範囲"), choices=Resource.Scope.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    room = forms.ModelChoiceField(
        Room.objects.none(),
        label=_("どのルームの人に"),
        to_field_name="slug",
        required=False,
        empty_label=_("選んでください"),
        help_text=_("「ひとつのルームの人だけ」を選んだときに使います。"),
        error_messages=CHOOSE,
    )
    until = forms.DateField(
        label=_("いつまで見せるか"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("空けておくと、ずっと見られます。"),
        error_messages={"invalid": _("日付の形になっていません。例：2027-03-31")},
    )
    consent = forms.BooleanField(
        label=_("団体として、選んだ範囲の人に見せることに同意します。支えている方の個人情報は入っていません。"),
        help_text=_("いつでも取り下げられます。"),
        error_messages={"required": _("同意がいります。団体の中で確かめてから、印をつけてください。")},
    )

    def __init__(self, *args, person: Person, resource: Resource | None = None, room: Room | None = None, **kwargs):
        if resource:
            kwargs["initial"] = {name: getattr(resource, name) for name in ("title", "text", "scope", "until")} | {
                "category": resource.category.slug,
                "theme": resource.theme and resource.theme.slug,
                "organisation": resource.organisation and resource.organisation.code,
                "room": resource.room and resource.room.slug,
            }
        elif room:
            kwargs["initial"] = {"scope": Resource.Scope.ROOM, "room": room.slug}
        super().__init__(*args, **kwargs)
        mine = person.organisations()
        theirs = Organisation.objects.filter(pk=resource.organisation_id) if resource else Organisation.objects.none()
        self.fields["organisation"].queryset = (mine | theirs).distinct()
        if not resource and mine.count() == 1:
            self.fields["organisation"].initial = mine[0].code
        self.fields["room"].queryset = Room.objects.visible_to(person).filter(closed_at=None)
        if resource:
            del self.fields["file"]

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until < timezone.localdate():
            raise ValidationError(_("もう過ぎた日です。"))
        return until

    def clean(self):
        found = super().clean()
        if found.get("scope") == Resource.Scope.ROOM:
            if not found.get("room") and "room" not in self.errors:
                self.add_error("room", _("どのルームの人に見せるかを選んでください。"))
        else:
            found["room"] = None
        return found

    def facts(self) -> Facts:
        return {name: self.cleaned_data[name] for name in Facts.__annotations__}  # type: ignore[return-value]
