"""From when to when somebody rests."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.fields import OneOfField
from members.models import Organisation, Pause

LAST_DAY = datetime.date(2100, 12, 31)


def _day(label, **kwargs) -> forms.DateField:
    words = {"invalid": _("日付を、カレンダーから選ぶか、2026-07-01 のように入れてください。")}
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages=words, **kwargs
    )


class PauseForm(forms.ModelForm):
    """Oneself, or one of `organisations` that one looks after."""

    organisation = OneOfField(Organisation.objects.none(), label=_("だれのお休みですか"), required=False)
    since = _day(_("いつから"))
    until = _day(_("いつまで"), required=False, help_text=_("まだ決まっていないときは、空けておいてください。"))

    class Meta:
        model = Pause
        fields = ["organisation", "since", "until"]

    def __init__(self, *args, person, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.instance.set_by = self.person = person
        self.fields["since"].initial = timezone.localdate
        self.fields["since"].error_messages["required"] = _("いつからお休みになるかを、入れてください。")
        if organisations:
            field = self.fields["organisation"]
            field.queryset, field.empty_label = organisations, _("わたし")
        else:
            del self.fields["organisation"]

    def clean_since(self):
        return self._in_reach(self.cleaned_data["since"])

    def clean_until(self):
        return self._in_reach(self.cleaned_data["until"])

    def _in_reach(self, day):
        today = timezone.localdate()
        if day and not today <= day <= LAST_DAY:
            raise forms.ValidationError(_("今日か、これからの日を入れてください。"))
        return day

    def _post_clean(self) -> None:
        if not self.cleaned_data.get("organisation"):
            self.instance.person = self.person
        super()._post_clean()
