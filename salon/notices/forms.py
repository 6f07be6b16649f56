"""What somebody wants to be told, how often, and at what hours not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from salon.models import Wishes


def _hour(label) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[(hour, _("%(hour)d時") % {"hour": hour}) for hour in range(24)],
        coerce=int,
        error_messages={
            "required": _("時刻を一覧から選んでください。"),
            "invalid_choice": _("時刻を一覧から選び直してください。"),
        },
    )


class WishesForm(forms.Form):
    mention = forms.BooleanField(label=_("自分あての書きこみと返信を、すぐにメールで受けとる"), required=False)
    digest = forms.ChoiceField(
        label=_("読んでいない書きこみのまとめ"),
        choices=[*Wishes.Digest.choices, ("", _("受けとらない"))],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("まとめの回数を、一覧から選び直してください。")},
    )
    quiet_from = _hour(_("静かな時間：何時から"))
    quiet_until = _hour(_("静かな時間：何時まで"))
