"""The form in which an organisation tells about itself, in parts that fold."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.fields import Boxes, OneOfField, ParagraphsField, SomeOfField, WebsiteField, YearField
from members.models import Approach, Block, Organisation, OrganisationType, Prefecture, TargetGroup, Theme
from members.profile.folding import Fold
from members.profile.forms.oneself import TOO_LONG, line

ROOMS_MOVE = _("ここを変えると、入るルームも変わります。")


class OrganisationProfile(forms.ModelForm):
    """What an organisation says about itself. Code, membership, status and 見本 belong to the secretariat."""

    summary = ParagraphsField(
        label=_("紹介"),
        max_length=1000,
        required=False,
        error_messages={"max_length": TOO_LONG},
        help_text=_("どのような活動をしているか。公開のページに表示されます。1000文字まで。"),
    )
    website = WebsiteField(label=_("ウェブサイト"), required=False)
    type = OneOfField(OrganisationType.objects.all(), label=_("団体の種別"), required=False)
    home_prefecture = OneOfField(Prefecture.objects.all(), label=_("主な都道府県"), required=False)
    area = line(_("活動地域"), 200, required=False, help_text=_("例：大阪市西成区とその周辺"))
    prefectures = SomeOfField(
        Prefecture.objects.all(),
        group_by="block",
        label=_("活動する都道府県"),
        required=False,
        help_text=ROOMS_MOVE,
        widget=Boxes(short=True),
    )
    extra_blocks = SomeOfField(
        Block.objects.all(),
        label=_("ほかに入るブロック"),
        required=False,
        help_text=_("都道府県で決まるブロックのほかにも入りたいときだけ選びます。"),
    )
    target_groups = SomeOfField(TargetGroup.objects.all(), label=_("対象"), required=False, help_text=ROOMS_MOVE)
    extra_themes = SomeOfField(
        Theme.objects.all(),
        label=_("ほかに入るテーマ"),
        required=False,
        help_text=_("対象で決まるテーマのほかにも入りたいときだけ選びます。"),
    )
    approaches = SomeOfField(Approach.objects.all(), group_by="approach_class", label=_("取組の種類"), required=False)
    experienced_in = SomeOfField(
        Approach.objects.all(),
        group_by="approach_class",
        label=_("経験がある取組"),
        required=False,
        help_text=_("ほかの団体からの相談に答えられそうなものを選びます。"),
    )
    about_to_try = SomeOfField(
        Approach.objects.all(), group_by="approach_class", label=_("これから始めたい取組"), required=False
    )
    about_to_reach = SomeOfField(TargetGroup.objects.all(), label=_("これから関わりたい対象"), required=False)
    founded_year = YearField(
        label=_("設立年"),
        required=False,
        help_text=_("西暦4けたで。「平成17年」のように入れてもかまいません。"),
        widget=forms.TextInput(attrs={"class": "short"}),
    )

    # Parts of the page, in the order in which somebody would tell it
    PARTS = (
        (_("紹介"), ("summary", "website", "type", "founded_year")),
        (_("活動する場所"), ("home_prefecture", "area", "nationwide")),
        (_("活動する都道府県"), ("prefectures", "extra_blocks")),
        (_("対象とテーマ"), ("target_groups", "extra_themes")),
        (_("取組の種類"), ("approaches",)),
        (_("経験がある取組"), ("experienced_in",)),
        (_("これから始めたい取組"), ("about_to_try",)),
        (_("これから関わりたい対象"), ("about_to_reach",)),
        (_("団体のようす"), ("size", "office", "local_ties")),
    )

    class Meta:
        model = Organisation
        fields = [
            *("summary", "website", "type", "founded_year"),
            *("home_prefecture", "area", "nationwide", "prefectures", "extra_blocks"),
            *("target_groups", "extra_themes", "approaches"),
            *("experienced_in", "about_to_try", "about_to_reach"),
            *("size", "office", "local_ties"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("size", "office", "local_ties"):
            field = self.fields[name]
            field.choices = [("", OneOfField.NONE), *(choice for choice in field.choices if choice[0])]

    def clean_founded_year(self) -> int | None:
        year = self.cleaned_data["founded_year"]
        if year and year > timezone.localdate().year:
            raise forms.ValidationError(_("これから先の年になっています。"))
        return year

    def folds(self) -> list[Fold]:
        return [Fold(title, [self[name] for name in names]) for title, names in self.PARTS]
