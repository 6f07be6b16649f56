"""What a person says about oneself, and whom an organisation invites."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.fields import AddressField, LineField, ParagraphsField, PhoneField
from members.models import Invitation, Person
from members.models.letters import FOR_MEMBERS

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
        for kind in FOR_MEMBERS:
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
