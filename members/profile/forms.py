from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.fields import (
    AddressField,
    LineField,
    OneOfField,
    ParagraphsField,
    PhoneField,
    SomeOfField,
    WebsiteField,
    YearField,
)
from members.models import (
    Approach,
    Block,
    Invitation,
    Organisation,
    OrganisationType,
    Person,
    Prefecture,
    TargetGroup,
    Theme,
)
from members.models.letters import Kind

TOO_LONG = _("長すぎます。%(limit_value)d文字までにしてください（今は%(show_value)d文字）。")


def line(label, length: int, **kwargs) -> LineField:
    return LineField(label=label, max_length=length, error_messages={"max_length": TOO_LONG}, **kwargs)


class Profile(forms.ModelForm):
    name = line(_("お名前"), 60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    reading = line(_("ふりがな"), 60, required=False)
    introduction = ParagraphsField(
        label=_("ひとこと"),
        max_length=400,
        required=False,
        error_messages={"max_length": TOO_LONG},
        help_text=_("活動のことや、好きなことなど。ほかの会員に表示されます。400文字まで。"),
    )
    phone = PhoneField(
        label=_("電話番号"),
        required=False,
        help_text=_("事務局と、おつなぎで了承した相手だけに表示されます。例：06-1234-5678"),
    )

    class Meta:
        model = Person
        fields = ["name", "reading", "introduction", "phone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = _("お名前を入れてください。")


class Mail(forms.Form):
    """One box for each kind of mail; new kinds come by themselves."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in Kind:
            self.fields[kind.value] = forms.BooleanField(label=kind.label, required=False)


class NewAddress(forms.Form):
    address = AddressField(label=_("新しいメールアドレス"))

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        if address == self.person.email:
            raise forms.ValidationError(_("今と同じメールアドレスです。"))
        return address


class Invite(forms.ModelForm):
    address = AddressField()
    name = line(_("お名前"), 60, required=False)
    title = line(_("団体での役割"), 60, required=False)

    class Meta:
        model = Invitation
        fields = ["address", "name", "title", "is_administrator"]
        help_texts = {"is_administrator": _("団体のプロフィールの編集と、招待ができるようになります。")}


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
        Prefecture.objects.all(), label=_("活動する都道府県"), required=False, help_text=ROOMS_MOVE
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
    approaches = SomeOfField(Approach.objects.all(), label=_("取組の種類"), required=False)
    experienced_in = SomeOfField(
        Approach.objects.all(),
        label=_("経験がある取組"),
        required=False,
        help_text=_("ほかの団体からの相談に答えられそうなものを選びます。"),
    )
    about_to_try = SomeOfField(Approach.objects.all(), label=_("これから始めたい取組"), required=False)
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
        (_("どこで"), ("home_prefecture", "area", "nationwide", "prefectures", "extra_blocks")),
        (_("だれと、何を"), ("target_groups", "extra_themes", "approaches")),
        (_("経験と、これから"), ("experienced_in", "about_to_try", "about_to_reach")),
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

    def parts(self):
        return [(title, [self[name] for name in names]) for title, names in self.PARTS]
