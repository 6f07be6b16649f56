"""What is typed about a gathering. Every form carries a key, so that sending it twice opens one."""

import re
import unicodedata
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.fields import LineField, ParagraphsField, WebsiteField
from salon.models import Gathering, Room
from salon.models.gatherings import MOST_SEATS, PLACE_LENGTH, REASON_LENGTH
from salon.models.messages import TEXT_LENGTH, TITLE_LENGTH
from salon.rooms.forms import KeyedForm

EVERYBODY = "everybody"
LONGEST_DAYS = 730
TOO_LONG = _("%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。")
FACTS = ("title", "text", "form", "place", "online", "seats", "is_public")


class ClockField(LineField):
    """A time of day, also as people write it: 19時, 19時半, １９：３０."""

    def __init__(self, **kwargs) -> None:
        # Wide enough for any of them; what is longer is no time
        super().__init__(**{"widget": forms.TextInput(attrs={"type": "time"}), **kwargs})

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        text = unicodedata.normalize("NFKC", typed[:20]).replace(" ", "").replace("時半", ":30")
        match = re.fullmatch(r"(\d{1,2})(?:[:時](\d{1,2})?分?)?(?::00)?", text, re.ASCII)
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
        if hour > 23 or minute > 59:
            raise forms.ValidationError(_("時刻の形になっていません。例：19:30"), code="invalid")
        return time(hour, minute)


class GatheringForm(KeyedForm):
    """Where the room of a gathering stands already, it is not asked for. `rooms`: those that can be chosen."""

    room = forms.ChoiceField(
        label=_("どこの集いですか"),
        help_text=_("このルームの人たちに、お知らせとして書きこまれます。"),
        error_messages={
            "required": _("ルームを選んでください。"),
            "invalid_choice": _("ルームを、一覧から選び直してください。"),
        },
    )
    title = LineField(
        label=_("集いの名前"),
        max_length=TITLE_LENGTH,
        error_messages={
            "required": _("名前を入れてください。何の集いかがひと目で分かります。"),
            "max_length": TOO_LONG,
        },
    )
    day = forms.DateField(
        label=_("日にち"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("日付を入れてください。"),
            "invalid": _("日付の形になっていません。例：2026-11-20"),
        },
    )
    begin = ClockField(label=_("始まりの時刻"), error_messages={"required": _("始まりの時刻を入れてください。")})
    end = ClockField(label=_("終わりの時刻"), error_messages={"required": _("終わりの時刻を入れてください。")})
    form = forms.ChoiceField(
        label=_("集まり方"),
        choices=Gathering.Form.choices,
        widget=forms.RadioSelect,
        initial=Gathering.Form.PLACE,
        error_messages={"required": _("一つ選んでください。"), "invalid_choice": _("一つ選んでください。")},
    )
    place = LineField(
        label=_("会場"),
        max_length=PLACE_LENGTH,
        required=False,
        help_text=_("会場に集まるときは、建物の名前と住所を書いてください。例：みなと会館2階（大阪市港区…）"),
        error_messages={"max_length": TOO_LONG},
    )
    online = WebsiteField(
        label=_("オンラインのアドレス"),
        max_length=500,
        required=False,
        help_text=_("参加する人だけに見えます。あとから入れることもできます。"),
        error_messages={
            "invalid": _("アドレスの形になっていません。例：https://example.jp/room"),
            "max_length": TOO_LONG,
        },
    )
    seats = forms.IntegerField(
        label=_("定員"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": MOST_SEATS}),
        help_text=_("空のままなら、何人でも参加できます。いっぱいになると、空きを待つ人が順番に並びます。"),
        error_messages={
            "invalid": _("人数を数字で入れてください。"),
            "min_value": _("1以上の数を入れてください。"),
            "max_value": _("%(limit_value)s人までにしてください。"),
        },
    )
    text = ParagraphsField(
        label=_("どんな集いですか"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("どんな集いかを、ひとことでも書いてください。"), "max_length": TOO_LONG},
    )
    is_public = forms.BooleanField(
        label=_("サイトでも案内し、会員でない方も参加できるようにする"),
        required=False,
        help_text=_(
            "名前、日時、会場、説明と、開く団体の名前が、だれでも読めるページに出ます。ルームのことは出ません。"
            "あとから外しても、申し込みがすんだ方は、そのまま参加できます。"
        ),
    )
    OPTIONAL = ("online", "seats")

    def __init__(self, *args, gathering: Gathering | None = None, rooms=(), everybody: bool = False, **kwargs) -> None:
        self.gathering = gathering
        if gathering:
            kwargs["initial"] = _initial(gathering)
        super().__init__(*args, **kwargs)
        if gathering:
            del self.fields["room"], self.fields["key"]
            return
        self.rooms: dict[str, Room | None] = {room.slug: room for room in rooms}
        choices = [("", _("選んでください")), *((slug, room.name) for slug, room in self.rooms.items() if room)]
        if everybody:
            self.rooms[EVERYBODY] = None
            choices.append((EVERYBODY, _("ネットワーク全体（会員みなさん）")))
        self.fields["room"].choices = choices

    def clean_day(self):
        day, today = self.cleaned_data["day"], timezone.localdate()
        stays = self.gathering and day == timezone.localdate(self.gathering.starts)
        if not stays and not today <= day <= today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("今日から2年のあいだの日を選んでください。"))
        return day

    def clean_online(self) -> str:
        online = self.cleaned_data["online"]
        if online and urlsplit(online).scheme != "https":
            raise forms.ValidationError(_("https:// で始まるアドレスを入れてください。"))
        return online

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        self._clean_times(data)
        if data.get("form") in (Gathering.Form.PLACE, Gathering.Form.BOTH) and data.get("place") == "":
            self.add_error("place", _("会場を入れてください。決まっていないときは「未定」と書いてください。"))
        return data

    def _clean_times(self, data: dict) -> None:
        if not all(data.get(name) is not None for name in ("day", "begin", "end")):
            return
        if data["end"] <= data["begin"]:
            self.add_error("end", _("終わりは、始まりより後の時刻にしてください。"))
        elif _moment(data["day"], data["end"]) <= timezone.now():
            self.add_error("day", _("もう過ぎた日時です。日にちと時刻をお確かめください。"))

    def facts(self) -> dict:
        """Fields of Gathering."""
        data = self.cleaned_data
        facts = {name: data[name] for name in FACTS}
        # What does not belong to the chosen form is not kept: nobody would see it
        if data["form"] == Gathering.Form.ONLINE:
            facts["place"] = ""
        if data["form"] == Gathering.Form.PLACE:
            facts["online"] = ""
        return facts | {
            "starts": _moment(data["day"], data["begin"]),
            "ends": _moment(data["day"], data["end"]),
        }

    def chosen_room(self) -> Room | None:
        return self.rooms[self.cleaned_data["room"]]


class CancelForm(forms.Form):
    """Why it does not take place; everybody who can read it reads this."""

    because = LineField(
        label=_("理由（この集いを見る人みなさんが読みます）"),
        max_length=REASON_LENGTH,
        error_messages={"required": _("理由をひとこと書いてください。"), "max_length": TOO_LONG},
    )


def _moment(day, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _initial(gathering: Gathering) -> dict:
    starts, ends = timezone.localtime(gathering.starts), timezone.localtime(gathering.ends)
    facts = {name: getattr(gathering, name) for name in FACTS}
    return facts | {"day": starts.date(), "begin": f"{starts:%H:%M}", "end": f"{ends:%H:%M}"}
